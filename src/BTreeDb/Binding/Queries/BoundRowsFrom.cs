using System.Collections.Immutable;

namespace BTreeDb.Binding.Queries;

/// <summary>
/// Functions side by side (ROWS FROM), in lock-step: a function that ends before the others yields NULLs. Perhaps with a
/// last column that numbers the rows.
/// </summary>
/// <param name="Parts">The functions.</param>
/// <param name="Ordinality">The column with the number, or null.</param>
/// <param name="Alias">Its name.</param>
/// <param name="Columns">The columns of the parts, then the number.</param>
internal sealed record BoundRowsFrom(
    ImmutableArray<BoundTableReference> Parts,
    BoundColumnDefinition? Ordinality,
    string Alias,
    ImmutableArray<BoundColumnDefinition> Columns) : BoundTableReference(Columns);
