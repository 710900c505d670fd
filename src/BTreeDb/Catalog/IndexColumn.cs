namespace BTreeDb.Catalog;

/// <summary>A key column of an index: a column of the table, or an expression over its columns.</summary>
/// <param name="Ordinal">
/// The table column. Below zero for an expression; equal expressions of one table have equal numbers.
/// </param>
/// <param name="Descending">Sorted from high to low.</param>
/// <param name="NullsFirst">Where nulls sort; PostgreSQL's default is last when ascending, first when descending.</param>
/// <param name="Expression">The expression, or null.</param>
internal readonly record struct IndexColumn(
    int Ordinal, bool Descending, bool NullsFirst, IndexExpression? Expression = null);
