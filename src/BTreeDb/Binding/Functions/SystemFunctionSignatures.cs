using TypeId = BTreeDb.Types.TypeId;
using static BTreeDb.Binding.Functions.FunctionTypes;

namespace BTreeDb.Binding.Functions;

/// <summary>The functions about the catalog and the session.</summary>
internal static class SystemFunctionSignatures
{
    /// <summary>Adds them.</summary>
    public static void AddTo(SignatureTable table)
    {
        AddSettings(table);
        AddDefinitions(table);
        AddSizes(table);
        AddPrivileges(table);
    }

    private static void AddSettings(SignatureTable table)
    {
        table.Add("current_setting", FunctionId.CurrentSetting, Text, Text);
        table.Add("current_setting", FunctionId.CurrentSetting, Text, Text, Bool);
        table.Add("set_config", FunctionId.SetConfig, Text, Text, Text, Bool);
        table.Add("pg_sleep", FunctionId.Sleep, TypeId.Void, Float8);
        table.Add("pg_sleep_for", FunctionId.Sleep, TypeId.Void, Interval);
        table.Add("pg_backend_pid", FunctionId.BackendPid, Int4);
        table.Add("pg_blocking_pids", new Signature(FunctionId.BlockingPids, [Int4], Types.TypeNames.ArrayCode | Int4));
        table.Add("pg_cancel_backend", FunctionId.CancelBackend, Bool, Int4);
        table.Add("pg_is_in_recovery", FunctionId.ConstantFalse, Bool);
        table.Add("pg_client_encoding", FunctionId.ClientEncoding, Name);
        table.Add("getdatabaseencoding", FunctionId.ClientEncoding, Name);
        table.Add("pg_encoding_to_char", FunctionId.EncodingName, Name, Int4);
        table.Add("pg_postmaster_start_time", FunctionId.StartTime, TimestampTz);
        foreach (var name in (ReadOnlySpan<string>)["txid_current", "pg_current_xact_id"])
        {
            table.Add(name, FunctionId.TransactionId, Int8);
            table.Add($"{name}_if_assigned", FunctionId.TransactionIdIfAssigned, Int8);
        }

        table.Add("pg_conf_load_time", FunctionId.StartTime, TimestampTz);
    }

    private static void AddDefinitions(SignatureTable table)
    {
        foreach (var withPretty in (ReadOnlySpan<bool>)[false, true])
        {
            Add("pg_get_constraintdef", FunctionId.GetConstraintDefinition, [Oid], withPretty);
            Add("pg_get_viewdef", FunctionId.GetViewDefinition, [Oid], withPretty);
            Add("pg_get_viewdef", FunctionId.GetViewDefinition, [Text], withPretty);
            Add("pg_get_expr", FunctionId.GetExpression, [Text, Oid], withPretty);
            Add("pg_get_ruledef", FunctionId.NoDefinition, [Oid], withPretty);
            Add("pg_get_triggerdef", FunctionId.NoDefinition, [Oid], withPretty);
        }

        table.Add("pg_get_viewdef", FunctionId.GetViewDefinition, Text, Oid, Int4);
        table.Add("pg_get_statisticsobjdef_columns", FunctionId.NoDefinition, Text, Oid);
        table.Add("pg_get_indexdef", FunctionId.GetIndexDefinition, Text, Oid);
        table.Add("pg_get_indexdef", FunctionId.GetIndexDefinition, Text, Oid, Int4, Bool);
        table.Add("pg_get_serial_sequence", FunctionId.GetSerialSequence, Text, Text, Text);
        table.Add("pg_get_userbyid", FunctionId.GetUserName, Name, Oid);
        table.Add("current_schemas", new Signature(FunctionId.CurrentSchemas, [Bool], Types.TypeNames.ArrayCode | Name));
        table.Add("pg_get_functiondef", FunctionId.GetFunctionDefinition, Text, Oid);
        table.Add("pg_get_function_arguments", FunctionId.GetFunctionArguments, Text, Oid);
        table.Add("pg_get_function_identity_arguments", FunctionId.GetFunctionIdentity, Text, Oid);
        table.Add("pg_get_function_result", FunctionId.GetFunctionResult, Text, Oid);
        table.Add("format_type", FunctionId.FormatType, Text, Oid, Int4);
        table.Add("pg_table_is_visible", FunctionId.IsRelationVisible, Bool, Oid);
        table.Add("pg_type_is_visible", FunctionId.IsTypeVisible, Bool, Oid);
        table.Add("pg_function_is_visible", FunctionId.IsFunctionVisible, Bool, Oid);
        table.Add("to_regclass", FunctionId.ToRegClass, RegClass, Text);
        table.Add("to_regtype", FunctionId.ToRegType, RegType, Text);
        table.Add("to_regnamespace", FunctionId.ToRegNamespace, RegNamespace, Text);
        table.Add("obj_description", FunctionId.ObjectDescription, Text, Oid);
        table.Add("obj_description", FunctionId.ObjectDescription, Text, Oid, Name);
        table.Add("shobj_description", FunctionId.ObjectDescription, Text, Oid, Name);
        table.Add("col_description", FunctionId.ColumnDescription, Text, Oid, Int4);

        void Add(string name, FunctionId function, ReadOnlySpan<TypeId> arguments, bool withPretty) =>
            table.Add(name, new Signature(function, withPretty ? [.. arguments, Bool] : [.. arguments], Text));
    }

    private static void AddSizes(SignatureTable table)
    {
        table.Add("pg_size_pretty", FunctionId.SizePretty, Text, Int8);
        table.Add("pg_size_pretty", FunctionId.SizePretty, Text, Numeric);
        table.Add("pg_size_bytes", FunctionId.SizeBytes, Int8, Text);
        table.Add("pg_relation_size", FunctionId.RelationSize, Int8, RegClass);
        table.Add("pg_relation_size", FunctionId.RelationSize, Int8, RegClass, Text);
        table.Add("pg_table_size", FunctionId.TableSize, Int8, RegClass);
        table.Add("pg_indexes_size", FunctionId.IndexesSize, Int8, RegClass);
        table.Add("pg_total_relation_size", FunctionId.TotalRelationSize, Int8, RegClass);
        table.Add("pg_database_size", FunctionId.DatabaseSize, Int8, Text);
        table.Add("pg_database_size", FunctionId.DatabaseSize, Int8, Oid);
    }

    /// <summary>With a user's name before the other arguments, or for the user who asks.</summary>
    private static void AddPrivileges(SignatureTable table)
    {
        foreach (var subject in (ReadOnlySpan<TypeId>)[Text, Oid])
        {
            Add("has_table_privilege", FunctionId.HasTablePrivilege, subject);
            Add("has_schema_privilege", FunctionId.HasSchemaPrivilege, subject);
            Add("has_database_privilege", FunctionId.HasDatabasePrivilege, subject);
            Add("has_sequence_privilege", FunctionId.HasSequencePrivilege, subject);
            Add("has_any_column_privilege", FunctionId.HasTablePrivilege, subject);
            table.Add("has_column_privilege", FunctionId.HasColumnPrivilege, Bool, subject, Text, Text);
            table.Add("has_column_privilege", FunctionId.HasColumnPrivilege, Bool, Name, subject, Text, Text);
        }

        void Add(string name, FunctionId function, TypeId subject)
        {
            table.Add(name, function, Bool, subject, Text);
            table.Add(name, function, Bool, Name, subject, Text);
        }
    }
}
