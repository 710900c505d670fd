namespace BTreeDb.Catalog.SystemRelations.InformationSchema;

/// <summary>The tables that views read.</summary>
internal sealed class InfoViewTableUsage() : SystemRelation(13478, SystemRelationIndex.InformationSchemaName, "view_table_usage",
    "view_catalog name, view_schema name, view_name name, table_catalog name, table_schema name, "
    + "table_name name", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var relation in state.Objects.Relations)
        {
            if (relation.View is not { } view)
                continue;
            foreach (var reference in view.References)
            {
                if (state.Objects.Find(SystemOids.Of(reference)) is not { } used)
                    continue;
                var row = rows.Add();
                row["view_catalog"] = Cell.Of(state.Session.DatabaseName);
                row["view_schema"] = Cell.Of(relation.Schema);
                row["view_name"] = Cell.Of(relation.Name);
                row["table_catalog"] = Cell.Of(state.Session.DatabaseName);
                row["table_schema"] = Cell.Of(used.Schema);
                row["table_name"] = Cell.Of(used.Name);
            }
        }
    }
}
