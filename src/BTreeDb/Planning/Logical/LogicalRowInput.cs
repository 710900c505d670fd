using System.Collections.Immutable;
using BTreeDb.Binding;

namespace BTreeDb.Planning.Logical;

/// <summary>
/// The bottom of a plan that is run over rows which the operator above it hands in, such as the rows of a conflict.
/// </summary>
/// <param name="Output">The columns of those rows.</param>
/// <param name="IsSingleRow">Whether they come one by one.</param>
internal sealed record LogicalRowInput(ImmutableArray<BoundColumnDefinition> Output, bool IsSingleRow) : LogicalOperator
{
    /// <inheritdoc/>
    public override ImmutableArray<BoundColumnDefinition> Columns => Output;
}
