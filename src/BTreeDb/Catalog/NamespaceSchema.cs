namespace BTreeDb.Catalog;

/// <summary>A schema: a name space of relations and types.</summary>
internal sealed record NamespaceSchema(ObjectId Id, string Name);
