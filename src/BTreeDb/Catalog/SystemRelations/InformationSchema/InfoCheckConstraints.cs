using BTreeDb.Types;

namespace BTreeDb.Catalog.SystemRelations.InformationSchema;

/// <summary>CHECK constraints, and NOT NULL as what it checks.</summary>
internal sealed class InfoCheckConstraints() : SystemRelation(13260, SystemRelationIndex.InformationSchemaName, "check_constraints",
    "constraint_catalog name, constraint_schema name, constraint_name name, check_clause varchar", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var constraint in state.Objects.Constraints)
        {
            if (constraint.Check is { } check)
                Add(state, constraint.Table.Schema, constraint.Name, $"({state.Session.CheckText(constraint.Table.Table!, check)})", rows);
        }

        foreach (var type in state.Catalog.Types)
        {
            if (type is not DomainType domain)
                continue;
            foreach (var check in domain.Checks)
                Add(state, domain.SchemaName, check.Name, $"({state.Session.CheckText(domain, check)})", rows);
        }

        foreach (var (relation, column) in state.NotNullColumns())
            Add(state, relation.Schema, SystemState.NotNullName(state, relation, column), column.Name + " IS NOT NULL", rows);
    }

    private static void Add(SystemState state, string schema, string name, string clause, SystemRows rows)
    {
        var row = rows.Add();
        row["constraint_catalog"] = Cell.Of(state.Session.DatabaseName);
        row["constraint_schema"] = Cell.Of(schema);
        row["constraint_name"] = Cell.Of(name);
        row["check_clause"] = Cell.Of(clause);
    }
}
