using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Queries;

namespace BTreeDb.Planning.Logical;

/// <summary>The rows of the round before, in the step of a <see cref="LogicalRecursion"/>.</summary>
internal sealed record LogicalWorkTableScan(
    WorkTableId Work, string Alias, ImmutableArray<BoundColumnDefinition> Output) : LogicalOperator
{
    /// <inheritdoc/>
    public override ImmutableArray<BoundColumnDefinition> Columns => Output;
}
