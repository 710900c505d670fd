namespace BTreeDb.Catalog.SystemRelations.InformationSchema;

/// <summary>The views.</summary>
internal sealed class InfoViews() : SystemRelation(13483, SystemRelationIndex.InformationSchemaName, "views",
    "table_catalog name, table_schema name, table_name name, view_definition varchar, check_option "
    + "varchar, is_updatable varchar, is_insertable_into varchar, is_trigger_updatable varchar, "
    + "is_trigger_deletable varchar, is_trigger_insertable_into varchar", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var relation in state.Objects.Relations)
        {
            if (relation.Kind != 'v')
                continue;
            var row = rows.Add();
            row["table_catalog"] = Cell.Of(state.Session.DatabaseName);
            row["table_schema"] = Cell.Of(relation.Schema);
            row["table_name"] = Cell.Of(relation.Name);
            row["view_definition"] = Cell.Of(state.Session.ViewText(relation));
            row["check_option"] = Cell.Of(relation.CheckOption);
            row["is_updatable"] = Cell.YesOrNo(state.Session.IsUpdatable(relation));
            row["is_insertable_into"] = Cell.YesOrNo(state.Session.IsUpdatable(relation));
            row["is_trigger_updatable"] = Cell.YesOrNo(false);
            row["is_trigger_deletable"] = Cell.YesOrNo(false);
            row["is_trigger_insertable_into"] = Cell.YesOrNo(false);
        }
    }
}
