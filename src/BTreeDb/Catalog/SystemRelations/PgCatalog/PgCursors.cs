namespace BTreeDb.Catalog.SystemRelations.PgCatalog;

/// <summary>The open cursors of the session.</summary>
internal sealed class PgCursors() : SystemRelation(12077, SystemRelationIndex.CatalogSchema, "pg_cursors",
    "name text, statement text, is_holdable bool, is_binary bool, is_scrollable bool, creation_time "
    + "timestamptz", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var cursor in state.Session.Cursors)
        {
            var row = rows.Add();
            row["name"] = Cell.Of(cursor.Name);
            row["statement"] = Cell.Of(cursor.Text);
            row["is_holdable"] = Cell.Of(cursor.IsHoldable);
            row["is_binary"] = Cell.Of(false);
            row["is_scrollable"] = Cell.Of(cursor.IsScrollable);
            row["creation_time"] = Cell.Of(cursor.CreatedAt);
        }
    }
}
