namespace BTreeDb.Catalog.SystemRelations;

/// <summary>A label of an enum as <c>pg_enum</c> lists it.</summary>
internal readonly record struct EnumLabelEntry(long Oid, long TypeOid, float Order, string Text);
