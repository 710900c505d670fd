namespace BTreeDb.Catalog.SystemRelations.PgCatalog;

/// <summary>The user.</summary>
internal sealed class PgRoles() : SystemRelation(12000, SystemRelationIndex.CatalogSchema, "pg_roles",
    "rolname name, rolsuper bool, rolinherit bool, rolcreaterole bool, rolcreatedb bool, rolcanlogin "
    + "bool, rolreplication bool, rolconnlimit int4, rolpassword text, rolvaliduntil timestamptz, "
    + "rolbypassrls bool, rolconfig _text, oid oid", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        var row = rows.Add();
        row["rolname"] = Cell.Of(state.Session.UserName);
        foreach (var right in (ReadOnlySpan<string>)["rolsuper", "rolinherit", "rolcreaterole", "rolcreatedb", "rolcanlogin"])
            row[right] = Cell.Of(true);
        row["rolreplication"] = Cell.Of(false);
        row["rolconnlimit"] = Cell.Of(-1);
        row["rolpassword"] = Cell.Of("********");
        row["rolbypassrls"] = Cell.Of(true);
        row["oid"] = Cell.Of(SystemOids.User);
    }
}
