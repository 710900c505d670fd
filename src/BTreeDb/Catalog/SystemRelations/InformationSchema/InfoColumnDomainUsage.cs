namespace BTreeDb.Catalog.SystemRelations.InformationSchema;

/// <summary>The columns that are of a domain.</summary>
internal sealed class InfoColumnDomainUsage() : SystemRelation(13280, SystemRelationIndex.InformationSchemaName, "column_domain_usage",
    "domain_catalog name, domain_schema name, domain_name name, table_catalog name, table_schema name, "
    + "table_name name, column_name name", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var relation in state.Objects.Relations)
        {
            if (relation.Kind is not ('r' or 'v'))
                continue;
            foreach (var column in state.ColumnsOf(relation))
            {
                if (column.Type.Domain is not { } domain)
                    continue;
                var row = rows.Add();
                row["domain_catalog"] = Cell.Of(state.Session.DatabaseName);
                row["domain_schema"] = Cell.Of(domain.SchemaName);
                row["domain_name"] = Cell.Of(domain.Name);
                row["table_catalog"] = Cell.Of(state.Session.DatabaseName);
                row["table_schema"] = Cell.Of(relation.Schema);
                row["table_name"] = Cell.Of(relation.Name);
                row["column_name"] = Cell.Of(column.Name);
            }
        }
    }
}
