namespace BTreeDb.Catalog.SystemRelations.PgCatalog;

/// <summary>The languages of functions.</summary>
internal sealed class PgLanguage() : SystemRelation(2612, SystemRelationIndex.CatalogSchema, "pg_language",
    "oid oid!, lanname name!, lanowner oid!, lanispl bool!, lanpltrusted bool!, lanplcallfoid oid!, "
    + "laninline oid!, lanvalidator oid!, lanacl _aclitem")
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        Add(rows, 12, "internal");
        Add(rows, 14, "sql");
    }

    private static void Add(SystemRows rows, long oid, string name)
    {
        var row = rows.Add();
        row["oid"] = Cell.Of(oid);
        row["lanname"] = Cell.Of(name);
        row["lanowner"] = Cell.Of(SystemOids.User);
        row["lanpltrusted"] = Cell.Of(name == "sql");
    }
}
