using System.Collections.Immutable;
using BTreeDb.Binding;

namespace BTreeDb.Planning.Logical;

/// <summary>Each different row once; NULLs count as equal.</summary>
internal sealed record LogicalDistinct(LogicalOperator Input) : LogicalOperator
{
    /// <inheritdoc/>
    public override ImmutableArray<BoundColumnDefinition> Columns => Input.Columns;

    /// <inheritdoc/>
    public override ImmutableArray<LogicalOperator> Inputs => [Input];

    /// <inheritdoc/>
    public override LogicalOperator WithInputs(ImmutableArray<LogicalOperator> inputs) => new LogicalDistinct(inputs[0]);
}
