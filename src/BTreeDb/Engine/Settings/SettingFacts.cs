using System.Collections.Frozen;
using System.Globalization;
using BTreeDb.Catalog.SystemRelations;

namespace BTreeDb.Engine.Settings;

/// <summary>
/// What <c>pg_settings</c> tells of settings besides their values: units, in which the values are then counted, limits, and the
/// words of enums.
/// </summary>
/// <param name="Kind">The kind of value.</param>
/// <param name="Unit">What a number counts; null for nothing.</param>
/// <param name="Minimum">The least value.</param>
/// <param name="Maximum">The greatest value.</param>
internal sealed record SettingFacts(string Kind, string? Unit = null, string? Minimum = null, string? Maximum = null)
{
    private const string Largest = "2147483647";

    private static readonly string[] Levels = ["serializable", "repeatable read", "read committed", "read uncommitted"];

    private static readonly FrozenDictionary<string, SettingFacts> ByName = new Dictionary<string, SettingFacts>
    {
        ["autovacuum_naptime"] = new("integer", "s", "1", "2147483"),
        ["backup_max_rate"] = new("integer", "kB", "0", Largest),
        ["block_size"] = new("integer", null, "8192", "8192"),
        ["bytea_output"] = Enum("escape", "hex"),
        ["checkpoint_completion_target"] = new("real", null, "0", "1"),
        ["checkpoint_timeout"] = new("integer", "s", "30", "86400"),
        ["checkpoint_wal_size"] = new("integer", "kB", "0", Largest),
        ["client_min_messages"] = Enum("debug5", "debug4", "debug3", "debug2", "debug1", "log", "notice", "warning", "error"),
        ["deadlock_timeout"] = new("integer", "ms", "1", Largest),
        ["default_transaction_isolation"] = Enum(Levels),
        ["effective_cache_size"] = new("integer", "8kB", "1", Largest),
        ["extra_float_digits"] = new("integer", null, "-15", "3"),
        ["idle_in_transaction_session_timeout"] = new("integer", "ms", "0", Largest),
        ["idle_session_timeout"] = new("integer", "ms", "0", Largest),
        ["IntervalStyle"] = Enum("postgres", "postgres_verbose", "sql_standard", "iso_8601"),
        ["lock_timeout"] = new("integer", "ms", "0", Largest),
        ["logical_decoding_work_mem"] = new("integer", "kB", "64", Largest),
        ["maintenance_work_mem"] = new("integer", "kB", "1024", Largest),
        ["max_connections"] = new("integer", null, "1", "262143"),
        ["max_function_args"] = new("integer", null, "100", "100"),
        ["max_identifier_length"] = new("integer", null, "63", "63"),
        ["max_index_keys"] = new("integer", null, "32", "32"),
        ["max_parallel_workers_per_gather"] = new("integer", null, "0", "1024"),
        ["max_wal_size"] = new("integer", "MB", "2", Largest),
        ["min_parallel_index_scan_size"] = new("integer", "8kB", "0", "715827882"),
        ["min_parallel_table_scan_size"] = new("integer", "8kB", "0", "715827882"),
        ["server_version_num"] = new("integer", null, "150018", "150018"),
        ["shared_buffers"] = new("integer", "8kB", "16", "1073741823"),
        ["statement_timeout"] = new("integer", "ms", "0", Largest),
        ["temp_buffers"] = new("integer", "8kB", "100", "1073741823"),
        ["transaction_isolation"] = Enum(Levels),
        ["version_memory"] = new("integer", "kB", "0", Largest),
        ["wal_size_limit"] = new("integer", "kB", "0", Largest),
        ["work_mem"] = new("integer", "kB", "64", Largest),
    }.ToFrozenDictionary();

    /// <summary>The words of an enum.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>A setting as <c>pg_settings</c> shows it.</summary>
    public static SystemSetting Complete(in SystemSetting setting)
    {
        if (!ByName.TryGetValue(setting.Name, out var facts))
            return setting;
        return setting with
        {
            Kind = facts.Kind,
            Unit = facts.Unit,
            Minimum = facts.Minimum,
            Maximum = facts.Maximum,
            Choices = facts.Choices,
            Value = facts.Count(setting.Name, setting.Value),
            Default = facts.Count(setting.Name, setting.Default),
            Initial = facts.Count(setting.Name, setting.Initial),
        };
    }

    private static SettingFacts Enum(params string[] words) => new("enum") { Choices = words };

    /// <summary>A value that is shown with a unit, counted in the unit that the setting has.</summary>
    private string Count(string name, string value) => Unit switch
    {
        "kB" => Number(SettingValues.ReadMemory(name, value) / 1024),
        "8kB" => Number(SettingValues.ReadMemory(name, value) / 8192),
        "MB" => Number(SettingValues.ReadMemory(name, value) >> 20),
        "ms" => Number((long)SettingValues.ReadDuration(name, value).TotalMilliseconds),
        "s" => Number((long)SettingValues.ReadDuration(name, value).TotalSeconds),
        _ => value,
    };

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
