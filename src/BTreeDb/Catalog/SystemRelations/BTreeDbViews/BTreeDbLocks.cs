namespace BTreeDb.Catalog.SystemRelations.BTreeDbViews;

/// <summary>Who holds which locks, and who waits for whom.</summary>
internal sealed class BTreeDbLocks() : SystemRelation(90001, SystemRelationIndex.CatalogSchema, "btreedb_locks",
    "kind text!, mode text!, granted bool!, pid int4, transaction int8, schemaname name, relation name, object text, "
    + "blocked_by int4, wait_start timestamptz", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var held in state.Session.Locks)
        {
            var row = rows.Add();
            row["kind"] = Cell.Of(held.Kind);
            row["mode"] = Cell.Of(held.Mode);
            row["granted"] = Cell.Of(held.IsGranted);
            row["pid"] = Cell.Of(held.Session);
            row["transaction"] = Cell.Of((long?)held.Transaction);
            row["schemaname"] = Cell.Of(held.Relation?.Schema);
            row["relation"] = Cell.Of(held.Relation?.Name);
            row["object"] = Cell.Of(held.Object);
            row["blocked_by"] = Cell.Of(held.BlockedBy);
            row["wait_start"] = Cell.Of(held.WaitStart);
        }
    }
}
