namespace BTreeDb.Catalog.SystemRelations.PgCatalog;

/// <summary>The user, under the names of old.</summary>
internal sealed class PgUser() : SystemRelation(12014, SystemRelationIndex.CatalogSchema, "pg_user",
    "usename name, usesysid oid, usecreatedb bool, usesuper bool, userepl bool, usebypassrls bool, passwd "
    + "text, valuntil timestamptz, useconfig _text", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        var row = rows.Add();
        row["usename"] = Cell.Of(state.Session.UserName);
        row["usesysid"] = Cell.Of(SystemOids.User);
        row["usecreatedb"] = Cell.Of(true);
        row["usesuper"] = Cell.Of(true);
        row["userepl"] = Cell.Of(false);
        row["usebypassrls"] = Cell.Of(true);
        row["passwd"] = Cell.Of("********");
    }
}
