namespace BTreeDb.Catalog.SystemRelations.InformationSchema;

/// <summary>The foreign keys.</summary>
internal sealed class InfoReferentialConstraints() : SystemRelation(13339, SystemRelationIndex.InformationSchemaName, "referential_constraints",
    "constraint_catalog name, constraint_schema name, constraint_name name, unique_constraint_catalog "
    + "name, unique_constraint_schema name, unique_constraint_name name, match_option varchar, update_rule "
    + "varchar, delete_rule varchar", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var constraint in state.Objects.Constraints)
        {
            if (constraint.Kind != 'f')
                continue;
            var row = rows.Add();
            row["constraint_catalog"] = Cell.Of(state.Session.DatabaseName);
            row["constraint_schema"] = Cell.Of(constraint.Table.Schema);
            row["constraint_name"] = Cell.Of(constraint.Name);
            if (constraint.Index is { } index && state.Objects.ConstraintOf(index) is { } key)
            {
                row["unique_constraint_catalog"] = Cell.Of(state.Session.DatabaseName);
                row["unique_constraint_schema"] = Cell.Of(key.Table.Schema);
                row["unique_constraint_name"] = Cell.Of(key.Name);
            }

            row["match_option"] = Cell.Of(constraint.MatchKind switch { 'f' => "FULL", 'p' => "PARTIAL", _ => "NONE" });
            row["update_rule"] = Cell.Of(RuleOf(constraint.UpdateAction));
            row["delete_rule"] = Cell.Of(RuleOf(constraint.DeleteAction));
        }
    }

    private static string RuleOf(char action) => action switch
    {
        'c' => "CASCADE",
        'n' => "SET NULL",
        'd' => "SET DEFAULT",
        'r' => "RESTRICT",
        _ => "NO ACTION",
    };
}
