namespace BTreeDb.Catalog;

/// <summary>A record of the catalog tree, encoded.</summary>
internal readonly record struct CatalogRecord(byte[] Key, byte[] Value);
