using System.Collections.Immutable;
using BTreeDb.Binding;

namespace BTreeDb.Planning.Logical;

/// <summary>
/// The rows of several inputs side by side, the first with the first; an input that ends before the others yields NULLs.
/// </summary>
/// <param name="Parts">The inputs.</param>
/// <param name="Ordinality">A last column that numbers the rows, or null.</param>
internal sealed record LogicalRowsFrom(ImmutableArray<LogicalOperator> Parts, BoundColumnDefinition? Ordinality)
    : LogicalOperator
{
    /// <inheritdoc/>
    public override ImmutableArray<BoundColumnDefinition> Columns { get; } = ColumnsOf(Parts, Ordinality);

    /// <inheritdoc/>
    public override ImmutableArray<LogicalOperator> Inputs => Parts;

    /// <inheritdoc/>
    public override LogicalOperator WithInputs(ImmutableArray<LogicalOperator> inputs) =>
        new LogicalRowsFrom(inputs, Ordinality);

    private static ImmutableArray<BoundColumnDefinition> ColumnsOf(
        ImmutableArray<LogicalOperator> parts, BoundColumnDefinition? ordinality)
    {
        var columns = ImmutableArray.CreateBuilder<BoundColumnDefinition>();
        foreach (var part in parts)
            columns.AddRange(part.Columns);
        if (ordinality is not null)
            columns.Add(ordinality);
        return columns.ToImmutable();
    }
}
