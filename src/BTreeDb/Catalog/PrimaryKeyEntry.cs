namespace BTreeDb.Catalog;

/// <summary>A primary key has a name among the relations, as the index that it is in PostgreSQL.</summary>
internal sealed record PrimaryKeyEntry(TableSchema Table);
