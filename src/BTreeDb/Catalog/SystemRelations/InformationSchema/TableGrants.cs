namespace BTreeDb.Catalog.SystemRelations.InformationSchema;

/// <summary>The rights of the one user, who owns all tables.</summary>
internal static class TableGrants
{
    private static readonly string[] Privileges =
        ["INSERT", "SELECT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"];

    /// <summary>A row for each table and right.</summary>
    public static void Fill(SystemState state, SystemRows rows)
    {
        foreach (var relation in state.Objects.Relations)
        {
            if (relation.Kind is not ('r' or 'v') || relation.IsSystem)
                continue;
            foreach (var privilege in Privileges)
            {
                var row = rows.Add();
                row["grantor"] = Cell.Of(state.Session.UserName);
                row["grantee"] = Cell.Of(state.Session.UserName);
                row["table_catalog"] = Cell.Of(state.Session.DatabaseName);
                row["table_schema"] = Cell.Of(relation.Schema);
                row["table_name"] = Cell.Of(relation.Name);
                row["privilege_type"] = Cell.Of(privilege);
                row["is_grantable"] = Cell.YesOrNo(true);
                row["with_hierarchy"] = Cell.YesOrNo(privilege == "SELECT");
            }
        }
    }
}
