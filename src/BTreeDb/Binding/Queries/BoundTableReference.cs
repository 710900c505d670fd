using System.Collections.Immutable;

namespace BTreeDb.Binding.Queries;

/// <summary>An item of FROM.</summary>
/// <param name="Columns">The columns it yields (of a join: the left side's, then the right side's).</param>
internal abstract record BoundTableReference(ImmutableArray<BoundColumnDefinition> Columns);
