namespace BTreeDb.Catalog.SystemRelations;

/// <summary>
/// Relations about what the dialect does not have, or has none of: programs that describe a database read them.
/// </summary>
internal static class EmptyRelations
{
    /// <summary>All of them.</summary>
    public static readonly EmptyRelation[] All =
    [
        new(2620, SystemRelationIndex.CatalogSchema, "pg_trigger",
            "oid oid!, tgrelid oid!, tgparentid oid!, tgname name!, tgfoid oid!, tgtype int2!, tgenabled char!, "
            + "tgisinternal bool!, tgconstrrelid oid!, tgconstrindid oid!, tgconstraint oid!, tgdeferrable bool!, "
            + "tginitdeferred bool!, tgnargs int2!, tgattr int2vector!, tgargs bytea!, tgqual pg_node_tree, "
            + "tgoldtable name, tgnewtable name"),
        new(2611, SystemRelationIndex.CatalogSchema, "pg_inherits",
            "inhrelid oid!, inhparent oid!, inhseqno int4!, inhdetachpending bool!"),
        new(3079, SystemRelationIndex.CatalogSchema, "pg_extension",
            "oid oid!, extname name!, extowner oid!, extnamespace oid!, extrelocatable bool!, extversion text!, "
            + "extconfig _oid, extcondition _text"),
        new(3541, SystemRelationIndex.CatalogSchema, "pg_range",
            "rngtypid oid!, rngsubtype oid!, rngmultitypid oid!, rngcollation oid!, rngsubopc oid!, rngcanonical "
            + "regproc!, rngsubdiff regproc!"),
        new(3256, SystemRelationIndex.CatalogSchema, "pg_policy",
            "oid oid!, polname name!, polrelid oid!, polcmd char!, polpermissive bool!, polroles _oid!, polqual "
            + "pg_node_tree, polwithcheck pg_node_tree"),
        new(2618, SystemRelationIndex.CatalogSchema, "pg_rewrite",
            "oid oid!, rulename name!, ev_class oid!, ev_type char!, ev_enabled char!, is_instead bool!, ev_qual "
            + "pg_node_tree!, ev_action pg_node_tree!"),
        new(3381, SystemRelationIndex.CatalogSchema, "pg_statistic_ext",
            "oid oid!, stxrelid oid!, stxname name!, stxnamespace oid!, stxowner oid!, stxstattarget int4!, "
            + "stxkeys int2vector!, stxkind _char!, stxexprs pg_node_tree"),
        new(3118, SystemRelationIndex.CatalogSchema, "pg_foreign_table",
            "ftrelid oid!, ftserver oid!, ftoptions _text"),
        new(3350, SystemRelationIndex.CatalogSchema, "pg_partitioned_table",
            "partrelid oid!, partstrat char!, partnatts int2!, partdefid oid!, partattrs int2vector!, partclass "
            + "oidvector!, partcollation oidvector!, partexprs pg_node_tree"),
        new(6104, SystemRelationIndex.CatalogSchema, "pg_publication",
            "oid oid!, pubname name!, pubowner oid!, puballtables bool!, pubinsert bool!, pubupdate bool!, "
            + "pubdelete bool!, pubtruncate bool!, pubviaroot bool!"),
        new(2608, SystemRelationIndex.CatalogSchema, "pg_depend",
            "classid oid!, objid oid!, objsubid int4!, refclassid oid!, refobjid oid!, refobjsubid int4!, deptype "
            + "char!"),
        new(13440, SystemRelationIndex.InformationSchemaName, "triggers",
            "trigger_catalog name, trigger_schema name, trigger_name name, event_manipulation varchar, "
            + "event_object_catalog name, event_object_schema name, event_object_table name, action_order int4, "
            + "action_condition varchar, action_statement varchar, action_orientation varchar, action_timing "
            + "varchar, action_reference_old_table name, action_reference_new_table name, action_reference_old_row "
            + "name, action_reference_new_row name, created timestamptz", isView: true),
        new(13334, SystemRelationIndex.InformationSchemaName, "parameters",
            "specific_catalog name, specific_schema name, specific_name name, ordinal_position int4, "
            + "parameter_mode varchar, is_result varchar, as_locator varchar, parameter_name name, data_type "
            + "varchar, character_maximum_length int4, character_octet_length int4, character_set_catalog name, "
            + "character_set_schema name, character_set_name name, collation_catalog name, collation_schema name, "
            + "collation_name name, numeric_precision int4, numeric_precision_radix int4, numeric_scale int4, "
            + "datetime_precision int4, interval_type varchar, interval_precision int4, udt_catalog name, "
            + "udt_schema name, udt_name name, scope_catalog name, scope_schema name, scope_name name, "
            + "maximum_cardinality int4, dtd_identifier name, parameter_default varchar", isView: true),
        new(13377, SystemRelationIndex.InformationSchemaName, "routines",
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
            + "result_cast_scope_name name, result_cast_maximum_cardinality int4, result_cast_dtd_identifier name", isView: true),
        new(13285, SystemRelationIndex.InformationSchemaName, "column_privileges",
            "grantor name, grantee name, table_catalog name, table_schema name, table_name name, column_name "
            + "name, privilege_type varchar, is_grantable varchar", isView: true),
    ];
}
