using System.Collections.Immutable;
using BTreeDb.Binding.Statements;

namespace BTreeDb.Binding.Queries;

/// <summary>A change of rows in WITH, whose rows are those of RETURNING; without one it has no columns.</summary>
internal sealed record BoundChangeQuery(BoundStatement Statement, ImmutableArray<BoundColumnDefinition> Columns)
    : BoundQuery(Columns);
