using System.Collections.Frozen;

namespace BTreeDb.Binding.Functions;

/// <summary>
/// Functions of PostgreSQL that we do not have: those of jsonpath, of full-text search, of types that are missing (ranges, networks,
/// geometry, xml), of large objects and notifications, and what asks for a server's insides. They are refused by name with 0A000;
/// any other unknown name is 42883.
/// </summary>
internal static class MissingFunctions
{
    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.Ordinal,
        "jsonb_path_exists", "jsonb_path_exists_tz", "jsonb_path_match", "jsonb_path_match_tz", "jsonb_path_query",
        "jsonb_path_query_array", "jsonb_path_query_array_tz", "jsonb_path_query_first", "jsonb_path_query_first_tz",
        "jsonb_path_query_tz", "array_to_tsvector", "json_to_tsvector", "jsonb_to_tsvector", "numnode", "phraseto_tsquery",
        "plainto_tsquery", "querytree", "setweight", "strip", "to_tsquery", "to_tsvector", "ts_debug", "ts_delete", "ts_filter",
        "ts_headline", "ts_lexize", "ts_parse", "ts_rank", "ts_rank_cd", "ts_rewrite", "ts_stat", "ts_token_type",
        "tsquery_phrase", "tsvector_to_array", "websearch_to_tsquery", "datemultirange", "daterange", "int4multirange",
        "int4range", "int8multirange", "int8range", "isempty", "lower_inc", "lower_inf", "multirange", "nummultirange",
        "numrange", "range_agg", "range_intersect_agg", "range_merge", "tsmultirange", "tsrange", "tstzmultirange", "tstzrange",
        "upper_inc", "upper_inf", "abbrev", "broadcast", "host", "hostmask", "inet_client_addr", "inet_client_port",
        "inet_merge", "inet_same_family", "inet_server_addr", "inet_server_port", "macaddr8_set7bit", "masklen", "netmask",
        "network", "set_masklen", "area", "bound_box", "box", "center", "circle", "diagonal", "diameter", "height", "isclosed",
        "isopen", "line", "lseg", "npoints", "path", "pclose", "point", "polygon", "popen", "radius", "slope", "width",
        "cursor_to_xml", "cursor_to_xmlschema", "database_to_xml", "database_to_xml_and_xmlschema", "database_to_xmlschema",
        "query_to_xml", "query_to_xml_and_xmlschema", "query_to_xmlschema", "schema_to_xml", "schema_to_xml_and_xmlschema",
        "schema_to_xmlschema", "table_to_xml", "table_to_xml_and_xmlschema", "table_to_xmlschema", "xml_is_well_formed",
        "xml_is_well_formed_content", "xml_is_well_formed_document", "xmlagg", "xmlcomment", "xpath", "xpath_exists",
        "lo_close", "lo_creat", "lo_create", "lo_export", "lo_from_bytea", "lo_get", "lo_import", "lo_lseek", "lo_lseek64",
        "lo_open", "lo_put", "lo_tell", "lo_tell64", "lo_truncate", "lo_truncate64", "lo_unlink", "loread", "lowrite",
        "pg_listening_channels", "pg_notification_queue_usage", "pg_notify", "pg_current_snapshot", "pg_snapshot_xip",
        "pg_snapshot_xmax", "pg_snapshot_xmin", "pg_visible_in_snapshot", "pg_xact_commit_timestamp", "pg_xact_status",
        "txid_current_snapshot", "txid_snapshot_xip", "txid_snapshot_xmax", "txid_snapshot_xmin", "txid_status",
        "txid_visible_in_snapshot", "acldefault", "aclexplode", "has_foreign_data_wrapper_privilege", "has_function_privilege",
        "has_language_privilege", "has_parameter_privilege", "has_server_privilege", "has_tablespace_privilege",
        "has_type_privilege", "makeaclitem", "pg_has_role", "row_security_active", "current_query", "pg_char_to_encoding",
        "pg_column_compression", "pg_describe_object", "pg_get_keywords", "pg_get_object_address", "pg_get_partkeydef",
        "pg_identify_object", "pg_identify_object_as_address", "pg_index_column_has_property", "pg_index_has_property",
        "pg_indexam_has_property", "pg_is_other_temp_schema", "pg_my_temp_schema", "pg_options_to_table",
        "pg_partition_ancestors", "pg_partition_root", "pg_partition_tree", "pg_tablespace_databases", "pg_tablespace_location",
        "pg_tablespace_size", "pg_trigger_depth", "to_regcollation", "to_regoper", "to_regoperator", "to_regproc",
        "to_regprocedure", "to_regrole", "pg_backup_start", "pg_backup_stop", "pg_create_restore_point",
        "pg_current_wal_flush_lsn", "pg_current_wal_insert_lsn", "pg_current_wal_lsn", "pg_export_snapshot",
        "pg_filenode_relation", "pg_ls_dir", "pg_ls_logdir", "pg_ls_tmpdir", "pg_ls_waldir", "pg_read_binary_file",
        "pg_read_file", "pg_relation_filenode", "pg_relation_filepath", "pg_reload_conf", "pg_rotate_logfile", "pg_stat_file",
        "pg_stat_reset", "pg_stat_reset_shared", "pg_switch_wal", "pg_terminate_backend", "pg_wal_lsn_diff", "pg_walfile_name");

    /// <summary>Whether PostgreSQL has the function and we do not.</summary>
    public static bool Contains(string name) => Names.Contains(name);
}
