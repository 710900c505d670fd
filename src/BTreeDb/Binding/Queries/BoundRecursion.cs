using System.Collections.Immutable;

namespace BTreeDb.Binding.Queries;

/// <summary>
/// The query of a recursive common table: the rows of the first part, then again and again what the second part makes of
/// the rows of the round before, until there are none.
/// </summary>
/// <param name="IsAll">UNION ALL; else rows that came before are dropped.</param>
/// <param name="Start">The part that does not refer to the table.</param>
/// <param name="Step">The part that does, through a <see cref="BoundWorkTable"/> of <paramref name="Work"/>.</param>
/// <param name="Work">Identifies the rows of the round before.</param>
/// <param name="Columns">The columns.</param>
internal sealed record BoundRecursion(
    bool IsAll, BoundQuery Start, BoundQuery Step, WorkTableId Work, ImmutableArray<BoundColumnDefinition> Columns)
    : BoundQuery(Columns);
