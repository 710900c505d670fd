namespace BTreeDb.Catalog.SystemRelations.PgCatalog;

/// <summary>The access methods.</summary>
internal sealed class PgAm() : SystemRelation(2601, SystemRelationIndex.CatalogSchema, "pg_am",
    "oid oid!, amname name!, amhandler regproc!, amtype char!")
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        var heap = rows.Add();
        heap["oid"] = Cell.Of(SystemOids.HeapMethod);
        heap["amname"] = Cell.Of("heap");
        heap["amhandler"] = Cell.Of("heap_tableam_handler");
        heap["amtype"] = Cell.Of("t");
        var tree = rows.Add();
        tree["oid"] = Cell.Of(SystemOids.BTreeMethod);
        tree["amname"] = Cell.Of("btree");
        tree["amhandler"] = Cell.Of("bthandler");
        tree["amtype"] = Cell.Of("i");
    }
}
