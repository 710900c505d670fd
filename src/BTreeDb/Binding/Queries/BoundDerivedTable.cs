using System.Collections.Immutable;

namespace BTreeDb.Binding.Queries;

/// <summary>A subquery in FROM, or an expanded view. Its columns are the query's own, perhaps renamed.</summary>
/// <param name="Query">The query.</param>
/// <param name="Alias">Its name.</param>
/// <param name="IsLateral">It may refer to columns of the items before it.</param>
/// <param name="Columns">Same ids as the query's columns.</param>
internal sealed record BoundDerivedTable(
    BoundQuery Query, string Alias, bool IsLateral, ImmutableArray<BoundColumnDefinition> Columns)
    : BoundTableReference(Columns);
