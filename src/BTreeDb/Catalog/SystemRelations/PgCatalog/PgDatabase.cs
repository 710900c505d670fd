namespace BTreeDb.Catalog.SystemRelations.PgCatalog;

/// <summary>The database.</summary>
internal sealed class PgDatabase() : SystemRelation(1262, SystemRelationIndex.CatalogSchema, "pg_database",
    "oid oid!, datname name!, datdba oid!, encoding int4!, datlocprovider char!, datistemplate bool!, "
    + "datallowconn bool!, datconnlimit int4!, datfrozenxid xid!, datminmxid xid!, dattablespace oid!, "
    + "datcollate text!, datctype text!, daticulocale text, datcollversion text, datacl _aclitem")
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        var row = rows.Add();
        row["oid"] = Cell.Of(SystemOids.Database);
        row["datname"] = Cell.Of(state.Session.DatabaseName);
        row["datdba"] = Cell.Of(SystemOids.User);
        row["encoding"] = Cell.Of(6);
        row["datlocprovider"] = Cell.Of("c");
        row["datallowconn"] = Cell.Of(true);
        row["datconnlimit"] = Cell.Of(-1);
        row["dattablespace"] = Cell.Of(1663);
        row["datcollate"] = Cell.Of("C");
        row["datctype"] = Cell.Of("C");
    }
}
