namespace BTreeDb.Catalog.SystemRelations.PgCatalog;

/// <summary>The indexes with their definitions.</summary>
internal sealed class PgIndexes() : SystemRelation(12043, SystemRelationIndex.CatalogSchema, "pg_indexes",
    "schemaname name, tablename name, indexname name, tablespace name, indexdef text", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var relation in state.Objects.Relations)
        {
            if (relation is not { Kind: 'i', Table: { } table })
                continue;
            var row = rows.Add();
            row["schemaname"] = Cell.Of(relation.Schema);
            row["tablename"] = Cell.Of(table.Name);
            row["indexname"] = Cell.Of(relation.Name);
            row["indexdef"] = Cell.Of(state.Session.IndexText(relation));
        }
    }
}
