namespace BTreeDb.Catalog.SystemRelations.PgCatalog;

/// <summary>The tables.</summary>
internal sealed class PgTables() : SystemRelation(12033, SystemRelationIndex.CatalogSchema, "pg_tables",
    "schemaname name, tablename name, tableowner name, tablespace name, hasindexes bool, hasrules bool, "
    + "hastriggers bool, rowsecurity bool", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var relation in state.Objects.Relations)
        {
            if (relation.Kind != 'r')
                continue;
            var row = rows.Add();
            row["schemaname"] = Cell.Of(relation.Schema);
            row["tablename"] = Cell.Of(relation.Name);
            row["tableowner"] = Cell.Of(state.Session.UserName);
            row["hasindexes"] = Cell.Of(state.Objects.HasIndex(relation));
            row["hasrules"] = Cell.Of(false);
            row["hastriggers"] = Cell.Of(false);
            row["rowsecurity"] = Cell.Of(false);
        }
    }
}
