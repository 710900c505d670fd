namespace BTreeDb.Catalog.SystemRelations.PgCatalog;

/// <summary>Where PostgreSQL keeps files; here there is one file.</summary>
internal sealed class PgTablespace() : SystemRelation(1213, SystemRelationIndex.CatalogSchema, "pg_tablespace",
    "oid oid!, spcname name!, spcowner oid!, spcacl _aclitem, spcoptions _text")
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        Add(rows, 1663, "pg_default");
        Add(rows, 1664, "pg_global");
    }

    private static void Add(SystemRows rows, long oid, string name)
    {
        var row = rows.Add();
        row["oid"] = Cell.Of(oid);
        row["spcname"] = Cell.Of(name);
        row["spcowner"] = Cell.Of(SystemOids.User);
    }
}
