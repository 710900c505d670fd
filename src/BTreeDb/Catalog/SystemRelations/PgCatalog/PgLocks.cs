namespace BTreeDb.Catalog.SystemRelations.PgCatalog;

/// <summary>
/// Locks in PostgreSQL's shape. Rows have no place in a file there could be a page and a tuple for; see
/// <c>btreedb_locks</c>. Plain readers hold no locks.
/// </summary>
internal sealed class PgLocks() : SystemRelation(12073, SystemRelationIndex.CatalogSchema, "pg_locks",
    "locktype text, database oid, relation oid, page int4, tuple int2, virtualxid text, transactionid int8, classid oid, "
    + "objid oid, objsubid int2, virtualtransaction text, pid int4, mode text, granted bool, fastpath bool, "
    + "waitstart timestamptz", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var held in state.Session.Locks)
        {
            var row = rows.Add();
            row["locktype"] = Cell.Of(TypeOf(held));
            if (held.Kind != "transaction")
                row["database"] = Cell.Of(SystemOids.Database);
            FillObject(row, held);
            row["virtualtransaction"] = Cell.Of(held.Session is { } session ? $"{session}/1" : null);
            row["pid"] = Cell.Of(held.Session);
            row["mode"] = Cell.Of(ModeOf(held.Mode));
            row["granted"] = Cell.Of(held.IsGranted);
            row["fastpath"] = Cell.Of(false);
            row["waitstart"] = Cell.Of(held.WaitStart);
        }
    }

    private static void FillObject(SystemRow row, SystemLock held)
    {
        switch (held.Kind)
        {
            case "transaction":
                row["transactionid"] = Cell.Of((long?)held.Transaction);
                break;
            case "advisory":
                row["classid"] = Cell.Of((long)(uint)(held.Number >> 32));
                row["objid"] = Cell.Of((long)(uint)held.Number);
                row["objsubid"] = Cell.Of(held.IsPair ? 2 : 1);
                break;
            default:
                row["relation"] = Cell.Of(held.Relation?.Oid);
                break;
        }
    }

    private static string TypeOf(SystemLock held) => held.Kind switch
    {
        "transaction" => "transactionid",
        "row" => "tuple",
        "predicate" => held.Object is null ? "relation" : "tuple",
        "catalog" => "object",
        _ => held.Kind,
    };

    /// <summary>The modes of row locks as PostgreSQL's lock manager calls them.</summary>
    private static string ModeOf(string mode) => mode switch
    {
        "FOR KEY SHARE" => "AccessShareLock",
        "FOR SHARE" => "RowShareLock",
        "FOR NO KEY UPDATE" => "ExclusiveLock",
        "FOR UPDATE" => "AccessExclusiveLock",
        _ => mode,
    };
}
