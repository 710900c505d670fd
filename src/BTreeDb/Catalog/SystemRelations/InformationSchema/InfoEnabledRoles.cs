namespace BTreeDb.Catalog.SystemRelations.InformationSchema;

/// <summary>The user.</summary>
internal sealed class InfoEnabledRoles() : SystemRelation(13325, SystemRelationIndex.InformationSchemaName, "enabled_roles",
    "role_name name", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        rows.Add()["role_name"] = Cell.Of(state.Session.UserName);
    }
}
