using System.Collections.Frozen;
using System.Data;
using System.Globalization;
using BTreeDb.Types;

namespace BTreeDb.Engine.Settings;

/// <summary>
/// All settings. Some exist only because clients of PostgreSQL set them on connecting; those accept the one value that
/// describes what the engine does anyway and refuse others.
/// </summary>
internal static class KnownSettings
{
    /// <summary>The version of PostgreSQL whose dialect is spoken.</summary>
    public const string ServerVersion = "18.0";

    private static readonly Setting[] List =
    [
        new("application_name", "The name of the application.",
            static s => s.ApplicationName, static (s, v) => s with { ApplicationName = v }),
        new("backup_max_rate", "What a backup copies in a second at most; 0 for no limit.",
            static s => SettingValues.ShowMemory(s.BackupBytesPerSecond),
            static (s, v) => s with { BackupBytesPerSecond = SettingValues.ReadMemory("backup_max_rate", v) }),
        Fixed("bytea_output", "The output format of bytea.", "hex"),
        Fixed("client_encoding", "The encoding of text.", "UTF8", "utf-8", "unicode"),
        Accepted("client_min_messages", "The least severity of messages sent.", "notice"),
        Fixed("datestyle", "The format of dates and times.", "ISO, MDY", "iso"),
        Switch("default_transaction_deferrable", "Whether new serializable transactions that only read wait for a safe snapshot.",
            static s => s.DefaultDeferrable, static (s, v) => s with { DefaultDeferrable = v }),
        new("default_transaction_isolation", "The isolation level of new transactions.",
            static s => ShowIsolation(s.DefaultIsolation),
            static (s, v) => s with { DefaultIsolation = ReadIsolation("default_transaction_isolation", v) }),
        Switch("default_transaction_read_only", "Whether new transactions may only read.",
            static s => s.DefaultReadOnly, static (s, v) => s with { DefaultReadOnly = v }),
        Switch("enable_hashjoin", "Whether hash joins may be planned.",
            static s => s.EnableHashJoin, static (s, v) => s with { EnableHashJoin = v }),
        Switch("enable_indexscan", "Whether index scans may be planned.",
            static s => s.EnableIndexScan, static (s, v) => s with { EnableIndexScan = v }),
        Switch("enable_nestloop", "Whether index nested loop joins may be planned.",
            static s => s.EnableNestedLoopIndex, static (s, v) => s with { EnableNestedLoopIndex = v }),
        Accepted("extra_float_digits", "Digits of floating-point output; always the shortest exact ones.", "1"),
        Switch("force_spill", "For tests: whether operators spill after the first batch.",
            static s => s.ForceSpill, static (s, v) => s with { ForceSpill = v }),
        new("idle_in_transaction_session_timeout", "The longest silence inside a transaction block; 0 for no limit.",
            static s => SettingValues.ShowDuration(s.IdleInTransactionTimeout),
            static (s, v) => s with
            {
                IdleInTransactionTimeout = SettingValues.ReadDuration("idle_in_transaction_session_timeout", v),
            }),
        Fixed("integer_datetimes", "Whether times are integers.", "on"),
        Fixed("intervalstyle", "The format of intervals.", "postgres"),
        new("lock_timeout", "The longest wait for a lock; 0 for no limit.",
            static s => SettingValues.ShowDuration(s.LockTimeout),
            static (s, v) => s with { LockTimeout = SettingValues.ReadDuration("lock_timeout", v) }),
        new("max_pred_locks_per_relation", "Rows and ranges that a serializable transaction remembers before they merge.",
            static s => s.PredicateLocksMax.ToString(CultureInfo.InvariantCulture),
            static (s, v) => s with
            {
                PredicateLocksMax = SettingValues.ReadCount("max_pred_locks_per_relation", v, 1, 1 << 20),
            }),
        Fixed("search_path", "The schemas in which names are looked up.", "\"$user\", public", "public", "$user, public"),
        new("server_encoding", "The encoding of stored text.", static _ => "UTF8", null),
        new("server_version", "The version of PostgreSQL whose dialect is spoken.", static _ => ServerVersion, null),
        Fixed("standard_conforming_strings", "Whether backslashes are plain characters in strings.", "on"),
        new("statement_timeout", "The longest duration of a statement; 0 for no limit.",
            static s => SettingValues.ShowDuration(s.StatementTimeout),
            static (s, v) => s with { StatementTimeout = SettingValues.ReadDuration("statement_timeout", v) }),
        new("timezone", "The time zone of the session.",
            static s => s.TimeZone.Name, static (s, v) => s with { TimeZone = SessionTimeZone.Find(v) }),
        new("work_mem", "Memory of one sort, hash table or materialisation before it spills.",
            static s => SettingValues.ShowMemory(s.WorkMemoryBytes),
            static (s, v) => s with { WorkMemoryBytes = Math.Max(64 << 10, SettingValues.ReadMemory("work_mem", v)) }),
    ];

    private static readonly FrozenDictionary<string, Setting> ByName = Index();

    /// <summary>All settings in the order of their names.</summary>
    public static ReadOnlySpan<Setting> All => List;

    /// <summary>Finds a setting; throws 42704 when there is none.</summary>
    public static Setting Find(string name) =>
        ByName.TryGetValue(name, out var setting) ? setting : throw SettingErrors.Unknown(name);

    /// <summary>The name of an isolation level in SQL.</summary>
    public static string ShowIsolation(IsolationLevel level) => level switch
    {
        IsolationLevel.ReadUncommitted => "read uncommitted",
        IsolationLevel.ReadCommitted => "read committed",
        IsolationLevel.Serializable => "serializable",
        _ => "repeatable read",
    };

    /// <summary>Reads an isolation level for a setting.</summary>
    public static IsolationLevel ReadIsolation(string name, string value) => value.ToLowerInvariant() switch
    {
        "repeatable read" or "snapshot" => IsolationLevel.Snapshot,
        "read committed" => IsolationLevel.ReadCommitted,
        "read uncommitted" => IsolationLevel.ReadUncommitted,
        "serializable" => IsolationLevel.Serializable,
        _ => throw SettingErrors.InvalidChoice(name, value, "serializable, repeatable read, read committed, read uncommitted"),
    };

    private static Setting Switch(
        string name, string description, Func<SessionSettings, bool> get, Func<SessionSettings, bool, SessionSettings> set) =>
        new(name, description, s => SettingValues.ShowBoolean(get(s)),
            (s, v) => set(s, SettingValues.ReadBoolean(name, v)));

    /// <summary>A setting with one value: it can be set to that, under any of its spellings.</summary>
    private static Setting Fixed(string name, string description, string value, params string[] spellings) =>
        new(name, description, _ => value, (s, v) =>
        {
            var isKnown = v.Equals(value, StringComparison.OrdinalIgnoreCase);
            foreach (var spelling in spellings)
                isKnown |= v.Equals(spelling, StringComparison.OrdinalIgnoreCase);
            return isKnown ? s : throw SettingErrors.NotSupported(name, v);
        });

    /// <summary>A setting that makes no difference here, whatever its value.</summary>
    private static Setting Accepted(string name, string description, string value) =>
        new(name, description, _ => value, static (s, _) => s);

    private static FrozenDictionary<string, Setting> Index()
    {
        var index = new Dictionary<string, Setting>(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in List)
            index.Add(setting.Name, setting);
        return index.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
