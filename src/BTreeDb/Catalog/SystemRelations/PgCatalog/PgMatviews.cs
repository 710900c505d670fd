namespace BTreeDb.Catalog.SystemRelations.PgCatalog;

/// <summary>The materialized views.</summary>
internal sealed class PgMatviews() : SystemRelation(12038, SystemRelationIndex.CatalogSchema, "pg_matviews",
    "schemaname name, matviewname name, matviewowner name, tablespace name, hasindexes bool, ispopulated "
    + "bool, definition text", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var relation in state.Objects.Relations)
        {
            if (relation.Kind != 'm')
                continue;
            var row = rows.Add();
            row["schemaname"] = Cell.Of(relation.Schema);
            row["matviewname"] = Cell.Of(relation.Name);
            row["matviewowner"] = Cell.Of(state.Session.UserName);
            row["hasindexes"] = Cell.Of(state.Objects.HasIndex(relation));
            row["ispopulated"] = Cell.Of(relation.IsPopulated);
            row["definition"] = Cell.Of(state.Session.ViewText(relation));
        }
    }
}
