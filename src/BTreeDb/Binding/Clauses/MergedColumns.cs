using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;

namespace BTreeDb.Binding.Clauses;

/// <summary>What a join shows.</summary>
/// <param name="Condition">The equalities of USING or NATURAL; null without any.</param>
/// <param name="Common">The merged columns.</param>
/// <param name="All">The merged columns, then the left side's others, then the right side's.</param>
internal sealed record MergedColumns(
    BoundExpression? Condition, ImmutableArray<ScopeColumn> Common, ImmutableArray<ScopeColumn> All);
