namespace BTreeDb.Catalog.SystemRelations;

/// <summary>A cursor as <c>pg_cursors</c> shows it.</summary>
internal readonly record struct SystemCursor(
    string Name, string Text, bool IsHoldable, bool IsScrollable, long CreatedAt);
