using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Binding.Queries;

/// <summary>VALUES: rows of expressions, each column in its common type.</summary>
internal sealed record BoundValues(
    ImmutableArray<ImmutableArray<BoundExpression>> Rows, ImmutableArray<BoundColumnDefinition> Columns)
    : BoundQuery(Columns);
