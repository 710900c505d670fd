namespace BTreeDb.Catalog.SystemRelations.InformationSchema;

/// <summary>The constraints of tables; NOT NULL counts as a check.</summary>
internal sealed class InfoTableConstraints() : SystemRelation(13411, SystemRelationIndex.InformationSchemaName, "table_constraints",
    "constraint_catalog name, constraint_schema name, constraint_name name, table_catalog name, "
    + "table_schema name, table_name name, constraint_type varchar, is_deferrable varchar, "
    + "initially_deferred varchar, enforced varchar, nulls_distinct varchar", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var constraint in state.Objects.Constraints)
        {
            Add(state, constraint.Table, constraint.Name, constraint.Kind switch
            {
                'p' => "PRIMARY KEY",
                'u' => "UNIQUE",
                'f' => "FOREIGN KEY",
                _ => "CHECK",
            }, constraint.IsDeferrable, constraint.IsDeferred, rows.Add(), constraint.Kind == 'u' ? constraint : null);
        }

        foreach (var (relation, column) in state.NotNullColumns())
            Add(state, relation, SystemState.NotNullName(state, relation, column), "CHECK", false, false, rows.Add(), null);
    }

    private static void Add(
        SystemState state, RelationEntry table, string name, string kind, bool isDeferrable, bool isDeferred, SystemRow row,
        ConstraintEntry? unique)
    {
        row["constraint_catalog"] = Cell.Of(state.Session.DatabaseName);
        row["constraint_schema"] = Cell.Of(table.Schema);
        row["constraint_name"] = Cell.Of(name);
        row["table_catalog"] = Cell.Of(state.Session.DatabaseName);
        row["table_schema"] = Cell.Of(table.Schema);
        row["table_name"] = Cell.Of(table.Name);
        row["constraint_type"] = Cell.Of(kind);
        row["is_deferrable"] = Cell.YesOrNo(isDeferrable);
        row["initially_deferred"] = Cell.YesOrNo(isDeferred);
        row["enforced"] = Cell.YesOrNo(true);
        row["nulls_distinct"] = unique is null ? Cell.Null : Cell.YesOrNo(unique.Index is not { NullsAreEqual: true });
    }
}
