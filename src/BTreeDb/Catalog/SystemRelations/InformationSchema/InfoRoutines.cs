using BTreeDb.Types;

namespace BTreeDb.Catalog.SystemRelations.InformationSchema;

/// <summary>The functions and procedures in SQL.</summary>
internal sealed class InfoRoutines() : SystemRelation(13377, SystemRelationIndex.InformationSchemaName, "routines",
    "specific_catalog name, specific_schema name, specific_name name, routine_catalog name, "
    + "routine_schema name, routine_name name, routine_type varchar, module_catalog name, module_schema "
    + "name, module_name name, udt_catalog name, udt_schema name, udt_name name, data_type varchar, "
    + "character_maximum_length int4, character_octet_length int4, character_set_catalog name, "
    + "character_set_schema name, character_set_name name, collation_catalog name, collation_schema name, "
    + "collation_name name, numeric_precision int4, numeric_precision_radix int4, numeric_scale int4, "
    + "datetime_precision int4, interval_type varchar, interval_precision int4, type_udt_catalog name, "
    + "type_udt_schema name, type_udt_name name, scope_catalog name, scope_schema name, scope_name name, "
    + "maximum_cardinality int4, dtd_identifier name, routine_body varchar, routine_definition varchar, "
    + "external_name varchar, external_language varchar, parameter_style varchar, is_deterministic varchar, "
    + "sql_data_access varchar, is_null_call varchar, sql_path varchar, schema_level_routine varchar, "
    + "max_dynamic_result_sets int4, is_user_defined_cast varchar, is_implicitly_invocable varchar, "
    + "security_type varchar, to_sql_specific_catalog name, to_sql_specific_schema name, "
    + "to_sql_specific_name name, as_locator varchar, created timestamptz, last_altered timestamptz, "
    + "new_savepoint_level varchar, is_udt_dependent varchar, result_cast_from_data_type varchar, "
    + "result_cast_as_locator varchar, result_cast_char_max_length int4, result_cast_char_octet_length "
    + "int4, result_cast_char_set_catalog name, result_cast_char_set_schema name, result_cast_char_set_name "
    + "name, result_cast_collation_catalog name, result_cast_collation_schema name, "
    + "result_cast_collation_name name, result_cast_numeric_precision int4, "
    + "result_cast_numeric_precision_radix int4, result_cast_numeric_scale int4, "
    + "result_cast_datetime_precision int4, result_cast_interval_type varchar, "
    + "result_cast_interval_precision int4, result_cast_type_udt_catalog name, result_cast_type_udt_schema "
    + "name, result_cast_type_udt_name name, result_cast_scope_catalog name, result_cast_scope_schema name, "
    + "result_cast_scope_name name, result_cast_maximum_cardinality int4, result_cast_dtd_identifier name", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        var database = Cell.Of(state.Session.DatabaseName);
        foreach (var routine in state.Catalog.Routines)
        {
            var row = rows.Add();
            var isFunction = routine.Kind == RoutineKind.Function;
            row["specific_catalog"] = row["routine_catalog"] = database;
            row["specific_schema"] = row["routine_schema"] = Cell.Of(routine.SchemaName);
            row["specific_name"] = Cell.Of($"{routine.Name}_{SystemOids.Of(routine.Id)}");
            row["routine_name"] = Cell.Of(routine.Name);
            row["routine_type"] = Cell.Of(isFunction ? "FUNCTION" : "PROCEDURE");
            if (isFunction)
            {
                row["data_type"] = Cell.Of(InfoParameters.DataType(routine.Result, state));
                row["type_udt_catalog"] = database;
                row["type_udt_schema"] = Cell.Of(state.Objects.TypeSchema(routine.Result));
                row["type_udt_name"] = Cell.Of(InfoParameters.TypeName(routine.Result, state));
                row["dtd_identifier"] = Cell.Of("0");
            }

            row["routine_body"] = row["external_language"] = Cell.Of("SQL");
            row["routine_definition"] = routine.IsSqlBody ? Cell.Of("") : Cell.Of(routine.Body);
            row["parameter_style"] = Cell.Of("GENERAL");
            row["is_deterministic"] = Cell.YesOrNo(routine.Volatility == RoutineVolatility.Immutable);
            row["sql_data_access"] = Cell.Of("MODIFIES");
            if (isFunction)
                row["is_null_call"] = Cell.YesOrNo(routine.IsStrict);
            row["schema_level_routine"] = Cell.YesOrNo(true);
            row["max_dynamic_result_sets"] = Cell.Of(0);
            row["security_type"] = Cell.Of(routine.IsSecurityDefiner ? "DEFINER" : "INVOKER");
            row["as_locator"] = row["is_udt_dependent"] = Cell.YesOrNo(false);
        }
    }
}
