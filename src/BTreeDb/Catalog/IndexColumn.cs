namespace BTreeDb.Catalog;

/// <summary>A key column of an index.</summary>
/// <param name="Ordinal">The table column.</param>
/// <param name="Descending">Sorted from high to low.</param>
/// <param name="NullsFirst">Where nulls sort; PostgreSQL's default is last when ascending, first when descending.</param>
internal readonly record struct IndexColumn(int Ordinal, bool Descending, bool NullsFirst);
