namespace BTreeDb.Catalog.SystemRelations.PgCatalog;

/// <summary>The collations.</summary>
internal sealed class PgCollation() : SystemRelation(3456, SystemRelationIndex.CatalogSchema, "pg_collation",
    "oid oid!, collname name!, collnamespace oid!, collowner oid!, collprovider char!, "
    + "collisdeterministic bool!, collencoding int4!, collcollate text, collctype text, colliculocale text, "
    + "collversion text")
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        Add(rows, SystemOids.DefaultCollation, "default", "d");
        Add(rows, 950, "C", "c");
        Add(rows, 951, "POSIX", "c");
    }

    private static void Add(SystemRows rows, long oid, string name, string provider)
    {
        var row = rows.Add();
        row["oid"] = Cell.Of(oid);
        row["collname"] = Cell.Of(name);
        row["collnamespace"] = Cell.Of(SystemOids.PgCatalog);
        row["collowner"] = Cell.Of(SystemOids.User);
        row["collprovider"] = Cell.Of(provider);
        row["collisdeterministic"] = Cell.Of(true);
        row["collencoding"] = Cell.Of(-1);
        row["collcollate"] = Cell.Of(provider == "d" ? null : name);
        row["collctype"] = Cell.Of(provider == "d" ? null : name);
    }
}
