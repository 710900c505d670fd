using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Queries;

namespace BTreeDb.Planning.Logical;

/// <summary>
/// A recursion: the rows of the start, then of the step over the rows of the round before, until a round has none. The
/// sides' columns correspond by place.
/// </summary>
internal sealed record LogicalRecursion(
    bool IsAll,
    LogicalOperator Start,
    LogicalOperator Step,
    WorkTableId Work,
    ImmutableArray<BoundColumnDefinition> Output) : LogicalOperator
{
    /// <inheritdoc/>
    public override ImmutableArray<BoundColumnDefinition> Columns => Output;

    /// <inheritdoc/>
    public override ImmutableArray<LogicalOperator> Inputs => [Start, Step];

    /// <inheritdoc/>
    public override LogicalOperator WithInputs(ImmutableArray<LogicalOperator> inputs) =>
        this with { Start = inputs[0], Step = inputs[1] };
}
