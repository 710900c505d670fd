namespace BTreeDb.Catalog.SystemRelations.InformationSchema;

/// <summary>What the owner may do with his tables: everything.</summary>
internal sealed class InfoTablePrivileges() : SystemRelation(13416, SystemRelationIndex.InformationSchemaName, "table_privileges",
    "grantor name, grantee name, table_catalog name, table_schema name, table_name name, privilege_type "
    + "varchar, is_grantable varchar, with_hierarchy varchar", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        TableGrants.Fill(state, rows);
    }
}
