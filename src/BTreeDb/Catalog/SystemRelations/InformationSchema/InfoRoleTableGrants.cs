namespace BTreeDb.Catalog.SystemRelations.InformationSchema;

/// <summary>The same, under another name of the standard.</summary>
internal sealed class InfoRoleTableGrants() : SystemRelation(13421, SystemRelationIndex.InformationSchemaName, "role_table_grants",
    "grantor name, grantee name, table_catalog name, table_schema name, table_name name, privilege_type "
    + "varchar, is_grantable varchar, with_hierarchy varchar", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        TableGrants.Fill(state, rows);
    }
}
