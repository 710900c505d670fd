using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Queries;

namespace BTreeDb.Planning.Logical;

/// <summary>UNION, INTERSECT or EXCEPT; the sides' columns correspond by place.</summary>
internal sealed record LogicalSetOperation(
    SetOperationKind Kind,
    bool IsAll,
    LogicalOperator Left,
    LogicalOperator Right,
    ImmutableArray<BoundColumnDefinition> Output) : LogicalOperator
{
    /// <inheritdoc/>
    public override ImmutableArray<BoundColumnDefinition> Columns => Output;

    /// <inheritdoc/>
    public override ImmutableArray<LogicalOperator> Inputs => [Left, Right];

    /// <inheritdoc/>
    public override LogicalOperator WithInputs(ImmutableArray<LogicalOperator> inputs) =>
        this with { Left = inputs[0], Right = inputs[1] };
}
