using BTreeDb.Types;

namespace BTreeDb.Catalog.SystemRelations.InformationSchema;

/// <summary>The parameters of functions and procedures in SQL.</summary>
internal sealed class InfoParameters() : SystemRelation(13334, SystemRelationIndex.InformationSchemaName, "parameters",
    "specific_catalog name, specific_schema name, specific_name name, ordinal_position int4, "
    + "parameter_mode varchar, is_result varchar, as_locator varchar, parameter_name name, data_type "
    + "varchar, character_maximum_length int4, character_octet_length int4, character_set_catalog name, "
    + "character_set_schema name, character_set_name name, collation_catalog name, collation_schema name, "
    + "collation_name name, numeric_precision int4, numeric_precision_radix int4, numeric_scale int4, "
    + "datetime_precision int4, interval_type varchar, interval_precision int4, udt_catalog name, "
    + "udt_schema name, udt_name name, scope_catalog name, scope_schema name, scope_name name, "
    + "maximum_cardinality int4, dtd_identifier name, parameter_default varchar", isView: true)
{
    /// <summary>The name of a parameter's type as the standard has it.</summary>
    public static string DataType(SqlType type, SystemState state)
    {
        if (RoutineTypes.IsStandIn(type))
            return RoutineTypes.NameOf(type);
        if (type.Id == TypeId.Array)
            return "ARRAY";
        return state.Objects.TypeSchema(type) == SystemRelationIndex.CatalogSchema ? TypeNames.Of(type.Id) : "USER-DEFINED";
    }

    /// <summary>The name of a parameter's type in the catalog.</summary>
    public static string TypeName(SqlType type, SystemState state) =>
        RoutineTypes.IsStandIn(type) || type.Id is TypeId.Record or TypeId.Void
            ? RoutineTypes.NameOf(type)
            : state.Objects.TypeName(type);

    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var routine in state.Catalog.Routines)
        {
            for (var i = 0; i < routine.Parameters.Length; i++)
                Add(rows.Add(), state, routine, routine.Parameters[i], i + 1);
        }
    }

    private static void Add(
        SystemRow row, SystemState state, RoutineSchema routine, RoutineParameterSchema parameter, int place)
    {
        row["specific_catalog"] = row["udt_catalog"] = Cell.Of(state.Session.DatabaseName);
        row["specific_schema"] = Cell.Of(routine.SchemaName);
        row["specific_name"] = Cell.Of($"{routine.Name}_{SystemOids.Of(routine.Id)}");
        row["ordinal_position"] = Cell.Of(place);
        row["parameter_mode"] = Cell.Of(parameter.Mode switch
        {
            RoutineMode.Out or RoutineMode.Table => "OUT",
            RoutineMode.InOut => "INOUT",
            _ => "IN",
        });
        row["is_result"] = row["as_locator"] = Cell.YesOrNo(false);
        row["parameter_name"] = Cell.Of(parameter.Name);
        row["data_type"] = Cell.Of(DataType(parameter.Type, state));
        row["udt_schema"] = Cell.Of(state.Objects.TypeSchema(parameter.Type));
        row["udt_name"] = Cell.Of(TypeName(parameter.Type, state));
        row["dtd_identifier"] = Cell.Of(place.ToString(System.Globalization.CultureInfo.InvariantCulture));
        row["parameter_default"] = Cell.Of(RoutineText.Default(parameter));
    }
}
