using System.Globalization;

namespace BTreeDb.Engine.Settings;

/// <summary>
/// Settings of PostgreSQL that change no answer, only how it is reached there: hints for its planner, sizes of its
/// caches, what it logs. They are kept and shown, and their values checked.
/// </summary>
internal static class HarmlessSettings
{
    private static readonly string[] Switches =
    [
        "enable_async_append", "enable_bitmapscan", "enable_gathermerge", "enable_hashagg", "enable_incremental_sort",
        "enable_indexonlyscan", "enable_material", "enable_memoize", "enable_parallel_append",
        "enable_parallel_hash", "enable_partition_pruning", "enable_seqscan", "enable_sort", "enable_tidscan", "geqo",
        "jit", "check_function_bodies", "escape_string_warning", "row_security", "synchronize_seqscans",
        "track_activities", "track_counts", "update_process_title",
    ];

    private static readonly string[] SwitchesOff =
    [
        "enable_partitionwise_aggregate", "enable_partitionwise_join", "debug_pretty_print", "debug_print_parse",
        "debug_print_plan", "log_duration", "log_executor_stats", "log_parser_stats", "log_planner_stats",
        "log_statement_stats", "lo_compat_privileges", "track_io_timing",
    ];

    private static readonly (string Name, string Default)[] Reals =
    [
        ("seq_page_cost", "1"), ("random_page_cost", "4"), ("cpu_tuple_cost", "0.01"), ("cpu_index_tuple_cost", "0.005"),
        ("cpu_operator_cost", "0.0025"), ("parallel_setup_cost", "1000"), ("parallel_tuple_cost", "0.1"),
        ("cursor_tuple_fraction", "0.1"), ("jit_above_cost", "100000"), ("jit_inline_above_cost", "500000"),
        ("jit_optimize_above_cost", "500000"), ("hash_mem_multiplier", "2"),
    ];

    private static readonly (string Name, long Default, long Min, long Max)[] Integers =
    [
        ("max_parallel_workers", 8, 0, 1024),
        ("max_parallel_maintenance_workers", 2, 0, 1024), ("default_statistics_target", 100, 1, 10000),
        ("from_collapse_limit", 8, 1, int.MaxValue), ("join_collapse_limit", 8, 1, int.MaxValue),
        ("geqo_threshold", 12, 2, int.MaxValue), ("geqo_effort", 5, 1, 10), ("effective_io_concurrency", 1, 0, 1000),
        ("gin_fuzzy_search_limit", 0, 0, int.MaxValue),
    ];

    private static readonly (string Name, string Default)[] Memory =
    [
        ("effective_cache_size", "4GB"), ("maintenance_work_mem", "64MB"), ("temp_buffers", "8MB"),
        ("logical_decoding_work_mem", "64MB"),
        ("min_parallel_index_scan_size", "512kB"),
    ];

    private static readonly (string Name, string Default)[] Durations =
        [("deadlock_timeout", "1s"), ("idle_session_timeout", "0"), ("tcp_user_timeout", "0")];

    private static readonly (string Name, string[] Values)[] Choices =
    [
        ("constraint_exclusion", ["partition", "on", "off"]), ("plan_cache_mode", ["auto", "force_generic_plan", "force_custom_plan"]),
        ("force_parallel_mode", ["off", "on", "regress"]), ("synchronous_commit", ["on", "off", "local", "remote_write", "remote_apply"]),
        ("default_toast_compression", ["pglz", "lz4"]), ("log_statement", ["none", "ddl", "mod", "all"]),
        ("log_min_messages", ["warning", "debug5", "debug4", "debug3", "debug2", "debug1", "info", "notice", "error", "log", "fatal", "panic"]),
        ("log_error_verbosity", ["default", "terse", "verbose"]), ("password_encryption", ["scram-sha-256", "md5"]),
        ("compute_query_id", ["auto", "on", "off", "regress"]), ("xmloption", ["content", "document"]),
        ("backslash_quote", ["safe_encoding", "on", "off"]),
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<Setting> All()
    {
        const string Description = "Accepted for PostgreSQL's sake; changes no answer.";
        foreach (var name in Switches)
            yield return Make(name, Description, "bool", "on", static (n, v) => SettingValues.ShowBoolean(SettingValues.ReadBoolean(n, v)));
        foreach (var name in SwitchesOff)
            yield return Make(name, Description, "bool", "off", static (n, v) => SettingValues.ShowBoolean(SettingValues.ReadBoolean(n, v)));
        foreach (var (name, value) in Reals)
            yield return Make(name, Description, "real", value, SettingValues.CheckReal);
        foreach (var (name, value, min, max) in Integers)
        {
            yield return Make(
                name, Description, "integer", value.ToString(CultureInfo.InvariantCulture),
                (n, v) => SettingValues.CheckInteger(n, v, min, max)) with
            {
                Limits = (min.ToString(CultureInfo.InvariantCulture), max.ToString(CultureInfo.InvariantCulture)),
            };
        }

        foreach (var (name, value) in Memory)
            yield return Make(name, Description, "integer", value, static (n, v) => SettingValues.ShowMemory(SettingValues.ReadMemory(n, v)));
        foreach (var (name, value) in Durations)
            yield return Make(name, Description, "integer", value, static (n, v) => SettingValues.ShowDuration(SettingValues.ReadDuration(n, v)));
        foreach (var (name, values) in Choices)
        {
            yield return Make(name, Description, "enum", values[0], (n, v) => SettingValues.CheckChoice(n, v, values)) with
            {
                Choices = values,
            };
        }
    }

    private static Setting Make(
        string name, string description, string kind, string initial, Func<string, string, string> check) =>
        new(name, description, s => s.Others.GetValueOrDefault(name, initial),
            (s, v) => s with { Others = s.Others.SetItem(name, check(name, v)) })
        {
            Kind = kind,
        };
}
