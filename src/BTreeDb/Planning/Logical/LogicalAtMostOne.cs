using System.Collections.Immutable;
using BTreeDb.Binding;

namespace BTreeDb.Planning.Logical;

/// <summary>The rows of a subquery that stands for one row: a second one is an error (21000).</summary>
internal sealed record LogicalAtMostOne(LogicalOperator Input) : LogicalOperator
{
    /// <inheritdoc/>
    public override ImmutableArray<BoundColumnDefinition> Columns => Input.Columns;

    /// <inheritdoc/>
    public override ImmutableArray<LogicalOperator> Inputs => [Input];

    /// <inheritdoc/>
    public override LogicalOperator WithInputs(ImmutableArray<LogicalOperator> inputs) => new LogicalAtMostOne(inputs[0]);
}
