namespace BTreeDb.Catalog.SystemRelations.BTreeDbViews;

/// <summary>The last checkpoints since the database was opened.</summary>
internal sealed class BTreeDbCheckpoints() : SystemRelation(90003, SystemRelationIndex.CatalogSchema, "btreedb_checkpoints",
    "number int8!, reason text!, began_at timestamptz!, redo int8!, log_bytes int8!, pages int8!, write_ms float8!, "
    + "sync_ms float8!", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var checkpoint in state.Session.Checkpoints)
        {
            var row = rows.Add();
            row["number"] = Cell.Of(checkpoint.Number);
            row["reason"] = Cell.Of(checkpoint.Reason);
            row["began_at"] = Cell.Of(checkpoint.BeganAt);
            row["redo"] = Cell.Of(checkpoint.Redo);
            row["log_bytes"] = Cell.Of(checkpoint.LogBytes);
            row["pages"] = Cell.Of(checkpoint.Pages);
            row["write_ms"] = Cell.OfDouble(checkpoint.WriteTime / 1000.0);
            row["sync_ms"] = Cell.OfDouble(checkpoint.SyncTime / 1000.0);
        }
    }
}
