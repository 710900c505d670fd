using System.Collections.Immutable;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;

namespace BTreeDb.Binding.Clauses;

/// <summary>A bound FROM: the relation, and what names find in it.</summary>
/// <param name="Reference">The items joined into one; null when FROM is absent.</param>
/// <param name="Items">What can be seen.</param>
internal sealed record FromClause(BoundTableReference? Reference, ImmutableArray<ScopeItem> Items);
