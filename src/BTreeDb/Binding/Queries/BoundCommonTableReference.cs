using System.Collections.Immutable;

namespace BTreeDb.Binding.Queries;

/// <summary>A use of a common table in FROM, with column ids of its own.</summary>
internal sealed record BoundCommonTableReference(
    BoundCommonTable Table, string Alias, ImmutableArray<BoundColumnDefinition> Columns) : BoundTableReference(Columns);
