namespace BTreeDb.Catalog.SystemRelations.InformationSchema;

/// <summary>The name of the database.</summary>
internal sealed class InfoInformationSchemaCatalogName() : SystemRelation(13227, SystemRelationIndex.InformationSchemaName, "information_schema_catalog_name",
    "catalog_name name", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        rows.Add()["catalog_name"] = Cell.Of(state.Session.DatabaseName);
    }
}
