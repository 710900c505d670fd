namespace BTreeDb.Catalog.SystemRelations.InformationSchema;

/// <summary>Tables and views.</summary>
internal sealed class InfoTables() : SystemRelation(13425, SystemRelationIndex.InformationSchemaName, "tables",
    "table_catalog name, table_schema name, table_name name, table_type varchar, "
    + "self_referencing_column_name name, reference_generation varchar, user_defined_type_catalog name, "
    + "user_defined_type_schema name, user_defined_type_name name, is_insertable_into varchar, is_typed "
    + "varchar, commit_action varchar", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var relation in state.Objects.Relations)
        {
            if (relation.Kind is not ('r' or 'v'))
                continue;
            var row = rows.Add();
            row["table_catalog"] = Cell.Of(state.Session.DatabaseName);
            row["table_schema"] = Cell.Of(relation.Schema);
            row["table_name"] = Cell.Of(relation.Name);
            row["table_type"] = Cell.Of(
                relation.IsTemporary ? "LOCAL TEMPORARY" : relation.Kind == 'v' ? "VIEW" : "BASE TABLE");
            row["is_insertable_into"] = Cell.YesOrNo(relation.Kind == 'r' || state.Session.IsUpdatable(relation));
            row["is_typed"] = Cell.YesOrNo(false);
            row["commit_action"] = Cell.Of(relation.IsTemporary ? "PRESERVE" : null);
        }
    }
}
