using System.Collections.Immutable;
using BTreeDb.Binding.Queries;
using BTreeDb.Catalog;

namespace BTreeDb.Binding.Statements;

/// <summary>MERGE.</summary>
/// <param name="Table">The target.</param>
/// <param name="Target">The target as a relation of the input; all its columns are NULL where a source row has no match.</param>
/// <param name="From">The source joined with the target.</param>
/// <param name="Clauses">The WHEN clauses in order; the first whose condition holds decides.</param>
/// <param name="NewRow">Ids under which checks see a row to be stored.</param>
/// <param name="Checks">CHECK constraints, bound over <paramref name="NewRow"/>.</param>
internal sealed record BoundMerge(
    TableSchema Table,
    BoundBaseTable Target,
    BoundTableReference From,
    ImmutableArray<BoundMergeClause> Clauses,
    ImmutableArray<BoundColumnDefinition> NewRow,
    ImmutableArray<BoundCheck> Checks) : BoundStatement;
