namespace BTreeDb.Catalog;

/// <summary>The full name of a table, view or index: they share one name space in a schema.</summary>
internal readonly record struct RelationName(string Schema, string Name);
