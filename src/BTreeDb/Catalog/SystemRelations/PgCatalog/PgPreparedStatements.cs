using BTreeDb.Types;

namespace BTreeDb.Catalog.SystemRelations.PgCatalog;

/// <summary>The statements that the session has named with PREPARE.</summary>
internal sealed class PgPreparedStatements() : SystemRelation(12073, SystemRelationIndex.CatalogSchema, "pg_prepared_statements",
    "name text, statement text, prepare_time timestamptz, parameter_types _regtype, from_sql bool, "
    + "generic_plans int8, custom_plans int8", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var statement in state.Session.PreparedStatements)
        {
            var types = new List<string>();
            foreach (var type in statement.ParameterTypes)
                types.Add(TypeNames.Of(type));
            var row = rows.Add();
            row["name"] = Cell.Of(statement.Name);
            row["statement"] = Cell.Of(statement.Text);
            row["prepare_time"] = Cell.Of(statement.PreparedAt);
            row["parameter_types"] = Cell.Of(ArrayText.Of(types));
            row["from_sql"] = Cell.Of(true);
            row["generic_plans"] = Cell.Of(0);
            row["custom_plans"] = Cell.Of(0);
        }
    }
}
