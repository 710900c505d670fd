namespace BTreeDb.Catalog.SystemRelations;

/// <summary>A comment as <c>pg_description</c> lists it.</summary>
internal readonly record struct CommentEntry(long ObjectOid, long ClassOid, int SubId, string Text);
