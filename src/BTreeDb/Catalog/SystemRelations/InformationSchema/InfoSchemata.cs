namespace BTreeDb.Catalog.SystemRelations.InformationSchema;

/// <summary>The schemas.</summary>
internal sealed class InfoSchemata() : SystemRelation(13382, SystemRelationIndex.InformationSchemaName, "schemata",
    "catalog_name name, schema_name name, schema_owner name, default_character_set_catalog name, "
    + "default_character_set_schema name, default_character_set_name name, sql_path varchar", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var (name, _) in state.Objects.Schemas)
        {
            var row = rows.Add();
            row["catalog_name"] = Cell.Of(state.Session.DatabaseName);
            row["schema_name"] = Cell.Of(name);
            row["schema_owner"] = Cell.Of(state.Session.UserName);
        }
    }
}
