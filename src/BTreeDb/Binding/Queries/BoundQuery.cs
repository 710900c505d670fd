using System.Collections.Immutable;

namespace BTreeDb.Binding.Queries;

/// <summary>A query: something that yields rows of known columns.</summary>
/// <param name="Columns">The columns it yields, in order.</param>
internal abstract record BoundQuery(ImmutableArray<BoundColumnDefinition> Columns);
