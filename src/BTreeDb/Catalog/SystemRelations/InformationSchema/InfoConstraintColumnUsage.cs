namespace BTreeDb.Catalog.SystemRelations.InformationSchema;

/// <summary>The columns that constraints use: of a foreign key, those that it refers to.</summary>
internal sealed class InfoConstraintColumnUsage() : SystemRelation(13300, SystemRelationIndex.InformationSchemaName, "constraint_column_usage",
    "table_catalog name, table_schema name, table_name name, column_name name, constraint_catalog name, "
    + "constraint_schema name, constraint_name name", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var constraint in state.Objects.Constraints)
        {
            var table = constraint.Referenced ?? constraint.Table;
            foreach (var ordinal in constraint.Referenced is null ? state.ColumnsOf(constraint) : constraint.ReferencedColumns)
            {
                var row = rows.Add();
                row["table_catalog"] = Cell.Of(state.Session.DatabaseName);
                row["table_schema"] = Cell.Of(table.Schema);
                row["table_name"] = Cell.Of(table.Name);
                row["column_name"] = Cell.Of(table.Columns[ordinal].Name);
                row["constraint_catalog"] = Cell.Of(state.Session.DatabaseName);
                row["constraint_schema"] = Cell.Of(constraint.Table.Schema);
                row["constraint_name"] = Cell.Of(constraint.Name);
            }
        }
    }
}
