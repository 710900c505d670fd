namespace BTreeDb.Catalog.SystemRelations.InformationSchema;

/// <summary>The tables that constraints use: of a foreign key, the one that it refers to.</summary>
internal sealed class InfoConstraintTableUsage() : SystemRelation(13305, SystemRelationIndex.InformationSchemaName, "constraint_table_usage",
    "table_catalog name, table_schema name, table_name name, constraint_catalog name, constraint_schema "
    + "name, constraint_name name", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var constraint in state.Objects.Constraints)
        {
            if (constraint.Kind is not ('p' or 'u' or 'f'))
                continue;
            var table = constraint.Referenced ?? constraint.Table;
            var row = rows.Add();
            row["table_catalog"] = Cell.Of(state.Session.DatabaseName);
            row["table_schema"] = Cell.Of(table.Schema);
            row["table_name"] = Cell.Of(table.Name);
            row["constraint_catalog"] = Cell.Of(state.Session.DatabaseName);
            row["constraint_schema"] = Cell.Of(constraint.Table.Schema);
            row["constraint_name"] = Cell.Of(constraint.Name);
        }
    }
}
