namespace BTreeDb.Catalog;

/// <summary>Identifies a schema object (PostgreSQL's OID). Never reused within a database.</summary>
internal readonly record struct ObjectId(uint Value);
