namespace BTreeDb.Catalog.SystemRelations.PgCatalog;

/// <summary>The views.</summary>
internal sealed class PgViews() : SystemRelation(12028, SystemRelationIndex.CatalogSchema, "pg_views",
    "schemaname name, viewname name, viewowner name, definition text", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var relation in state.Objects.Relations)
        {
            if (relation.Kind != 'v')
                continue;
            var row = rows.Add();
            row["schemaname"] = Cell.Of(relation.Schema);
            row["viewname"] = Cell.Of(relation.Name);
            row["viewowner"] = Cell.Of(state.Session.UserName);
            row["definition"] = Cell.Of(state.Session.ViewText(relation));
        }
    }
}
