using System.Collections.Frozen;
using System.Data;
using System.Globalization;
using BTreeDb.Catalog.SystemRelations;
using BTreeDb.Engine.SystemCatalog;
using BTreeDb.Types;

namespace BTreeDb.Engine.Settings;

/// <summary>
/// All settings. Some exist only because clients of PostgreSQL set them on connecting; those accept the one value that
/// describes what the engine does anyway and refuse others.
/// </summary>
internal static class KnownSettings
{
    /// <summary>The version of PostgreSQL whose dialect is spoken.</summary>
    public const string ServerVersion = "15.18";

    private static readonly SessionSettings Defaults = new();

    /// <summary>The names of the formats of intervals, in the order of <see cref="IntervalFormat"/>.</summary>
    private static readonly string[] IntervalStyleNames = ["postgres", "postgres_verbose", "iso_8601", "sql_standard"];

    /// <summary>The names of the modes, in the order of <see cref="Planning.SubplanSharingMode"/>.</summary>
    private static readonly string[] SubplanSharingNames = ["off", "on", "force"];

    private static readonly Setting[] List = Sorted(
    [
        new("application_name", "The name of the application.",
            static s => s.ApplicationName, static (s, v) => s with { ApplicationName = v }),
        new("backup_max_rate", "What a backup copies in a second at most; 0 for no limit.",
            static s => SettingValues.ShowMemory(s.BackupBytesPerSecond),
            static (s, v) => s with { BackupBytesPerSecond = SettingValues.ReadMemory("backup_max_rate", v) }),
        ReadOnly("block_size", "The size of a page.", "8192"),
        Fixed("array_nulls", "Whether NULL in the text of an array means a null.", "on"),
        new("autovacuum", "Whether tables that have changed are analyzed by themselves.",
            static s => s.Engine.AnalyzeInterval > TimeSpan.Zero ? "on" : "off", null),
        new("autovacuum_naptime", "How often tables that have changed are looked for.",
            static s => SettingValues.ShowDuration(s.Engine.AnalyzeInterval), null),
        new("bytea_output", "The output format of bytea.",
            static s => s.TimeZone.Style.EscapesBytes ? "escape" : "hex",
            static (s, v) => WithStyle(s, s.TimeZone.Style with
            {
                EscapesBytes = SettingValues.CheckChoice("bytea_output", v, ["escape", "hex"]) == "escape",
            })) { Kind = "enum" },
        new("checkpoint_completion_target", "The share of the way to the next checkpoint over which one spreads its writes.",
            static s => s.Engine.CheckpointCompletionTarget.ToString(CultureInfo.InvariantCulture), null) { Kind = "real" },
        new("checkpoint_timeout", "The longest time between checkpoints while something is written.",
            static s => SettingValues.ShowDuration(s.Engine.CheckpointTimeout), null),
        new("checkpoint_wal_size", "After so much log a checkpoint is due; bounds the time of a restart.",
            static s => SettingValues.ShowMemory(s.Engine.CheckpointWalSize), null),
        new("client_encoding", "The encoding of text.", static _ => "UTF8", ReadEncoding),
        new("client_min_messages", "The least severity of messages sent.",
            static s => s.ClientMinMessages,
            static (s, v) => s with { ClientMinMessages = MessageSeverity.Check(v) }) { Kind = "enum" },
        new("DateStyle", "The format of dates and times.",
            static s => DateStyleSetting.Show(s.TimeZone.Style),
            static (s, v) => WithStyle(s, DateStyleSetting.Read(s.TimeZone.Style, v))),
        Fixed("default_table_access_method", "The method of new tables.", "heap"),
        Fixed("default_tablespace", "Where new tables go.", "", "pg_default"),
        Switch("default_transaction_deferrable", "Whether new serializable transactions that only read wait for a safe snapshot.",
            static s => s.DefaultDeferrable, static (s, v) => s with { DefaultDeferrable = v }),
        new("default_transaction_isolation", "The isolation level of new transactions.",
            static s => ShowIsolation(s.DefaultIsolation),
            static (s, v) => s with { DefaultIsolation = ReadIsolation("default_transaction_isolation", v) }),
        Switch("default_transaction_read_only", "Whether new transactions may only read.",
            static s => s.DefaultReadOnly, static (s, v) => s with { DefaultReadOnly = v }),
        new("durability", "What a commit waits for: full, normal or off.",
            static s => s.Engine.Durability.ToString().ToLowerInvariant(), null) { Kind = "enum" },
        Switch("enable_eager_aggregate", "Whether relations may be aggregated before they are joined.",
            static s => s.EnableEagerAggregate, static (s, v) => s with { EnableEagerAggregate = v }),
        Switch("enable_hashjoin", "Whether hash joins may be planned.",
            static s => s.EnableHashJoin, static (s, v) => s with { EnableHashJoin = v }),
        Switch("enable_indexscan", "Whether index scans may be planned.",
            static s => s.EnableIndexScan, static (s, v) => s with { EnableIndexScan = v }),
        Switch("enable_mergejoin", "Whether merge joins may be planned.",
            static s => s.EnableMergeJoin, static (s, v) => s with { EnableMergeJoin = v }),
        Switch("enable_nestloop", "Whether index nested loop joins may be planned.",
            static s => s.EnableNestedLoopIndex, static (s, v) => s with { EnableNestedLoopIndex = v }),
        new("min_parallel_table_scan_size", "The least size of a table that several threads read together.",
            static s => SettingValues.ShowMemory(s.ParallelScanBytesMin),
            static (s, v) => s with { ParallelScanBytesMin = SettingValues.ReadMemory("min_parallel_table_scan_size", v) }),
        new("min_eager_agg_group_size", "Rows of a group, on average, for which aggregating before a join is considered; 0 does it wherever it is possible.",
            static s => s.EagerAggregateGroupSizeMin.ToString(CultureInfo.InvariantCulture),
            static (s, v) => s with
            {
                EagerAggregateGroupSizeMin = double.Parse(SettingValues.CheckReal("min_eager_agg_group_size", v), CultureInfo.InvariantCulture),
            }) { Kind = "real" },
        new("subplan_sharing", "When equal parts of a statement are computed once: off, on (where it pays) or force.",
            static s => SubplanSharingNames[(int)s.SubplanSharing],
            static (s, v) => s with
            {
                SubplanSharing = (Planning.SubplanSharingMode)Array.IndexOf(
                    SubplanSharingNames, SettingValues.CheckChoice("subplan_sharing", v, SubplanSharingNames)),
            }) { Kind = "enum" },
        new("extra_float_digits", "Digits of floating-point output; from 1 on the shortest exact ones.",
            static s => s.TimeZone.Style.ExtraFloatDigits.ToString(CultureInfo.InvariantCulture),
            static (s, v) => WithStyle(s, s.TimeZone.Style with
            {
                ExtraFloatDigits = int.Parse(
                    SettingValues.CheckInteger("extra_float_digits", v, -15, 3), CultureInfo.InvariantCulture),
            })) { Kind = "integer" },
        Switch("force_spill", "For tests: whether operators spill after the first batch.",
            static s => s.ForceSpill, static (s, v) => s with { ForceSpill = v }),
        new("idle_in_transaction_session_timeout", "The longest silence inside a transaction block; 0 for no limit.",
            static s => SettingValues.ShowDuration(s.IdleInTransactionTimeout),
            static (s, v) => s with
            {
                IdleInTransactionTimeout = SettingValues.ReadDuration("idle_in_transaction_session_timeout", v),
            }),
        ReadOnly("in_hot_standby", "Whether the server recovers.", "off"),
        ReadOnly("integer_datetimes", "Whether times are integers.", "on"),
        new("IntervalStyle", "The format of intervals.",
            static s => IntervalStyleNames[(int)s.TimeZone.Style.Intervals],
            static (s, v) => WithStyle(s, s.TimeZone.Style with
            {
                Intervals = (IntervalFormat)Array.IndexOf(
                    IntervalStyleNames, SettingValues.CheckChoice("IntervalStyle", v, IntervalStyleNames)),
            })) { Kind = "enum" },
        ReadOnly("is_superuser", "Whether the user may do everything.", "on"),
        ReadOnly("lc_collate", "The order of text.", "C"),
        ReadOnly("lc_ctype", "The classes of characters.", "C"),
        Fixed("lc_messages", "The language of messages.", "C", "POSIX", "en_US.UTF-8", ""),
        Fixed("lc_monetary", "The notation of money.", "C", "POSIX"),
        Fixed("lc_numeric", "The notation of numbers.", "C", "POSIX"),
        Fixed("lc_time", "The notation of times.", "C", "POSIX"),
        new("lock_timeout", "The longest wait for a lock; 0 for no limit.",
            static s => SettingValues.ShowDuration(s.LockTimeout),
            static (s, v) => s with { LockTimeout = SettingValues.ReadDuration("lock_timeout", v) }),
        ReadOnly("max_connections", "How many sessions there can be.", "100"),
        ReadOnly("max_function_args", "How many arguments a function can have.", "100"),
        ReadOnly("max_identifier_length", "The longest name in bytes.", "63"),
        ReadOnly("max_index_keys", "How many columns an index can have.", "32"),
        new("max_pred_locks_per_relation", "Rows and ranges that a serializable transaction remembers before they merge.",
            static s => s.PredicateLocksMax.ToString(CultureInfo.InvariantCulture),
            static (s, v) => s with
            {
                PredicateLocksMax = int.Parse(
                    SettingValues.CheckInteger("max_pred_locks_per_relation", v, 1, 1 << 20), CultureInfo.InvariantCulture),
            })
        {
            Kind = "integer",
        },
        new("max_wal_size", "The size that the log is kept below.",
            static s => SettingValues.ShowMemory(s.Engine.MaxWalSize), null),
        Fixed("quote_all_identifiers", "Whether all names are quoted in definitions.", "off"),
        new("role", "The role that the session acts for.", static _ => "none",
            static (s, v) => v is "none" or DatabaseUser.Name ? s : throw SettingErrors.RoleMissing(v)),
        new("search_path", "The schemas in which names are looked up.",
            static s => s.SearchPath.Text, static (s, v) => s with { SearchPath = SearchPathSetting.Read(v) }),
        ReadOnly("server_encoding", "The encoding of stored text.", "UTF8"),
        ReadOnly("server_version", "The version of PostgreSQL whose dialect is spoken.", ServerVersion),
        ReadOnly("server_version_num", "The same as a number.", "150018"),
        new("session_authorization", "The user of the session.",
            static _ => DatabaseUser.Name,
            static (s, v) => v is DatabaseUser.Name or "default" ? s : throw SettingErrors.RoleMissing(v)) { IsHidden = true },
        new("shared_buffers", "Memory of cached pages.",
            static s => SettingValues.ShowMemory(s.Engine.BufferPoolBytes), null),
        ReadOnly("ssl", "Whether connections are encrypted.", "off"),
        Fixed("standard_conforming_strings", "Whether backslashes are plain characters in strings.", "on"),
        new("statement_timeout", "The longest duration of a statement; 0 for no limit.",
            static s => SettingValues.ShowDuration(s.StatementTimeout),
            static (s, v) => s with { StatementTimeout = SettingValues.ReadDuration("statement_timeout", v) }),
        Fixed("transform_null_equals", "Whether = NULL means IS NULL.", "off"),
        Fixed("temp_tablespaces", "Where temporary tables go.", ""),
        Fixed("timezone_abbreviations", "Which abbreviations of zones are known.", "Default"),
        new("TimeZone", "The time zone of the session.",
            static s => s.TimeZone.Name, 
            static (s, v) => s with
            {
                TimeZone = (v.ToLowerInvariant() is "local" or "default" ? SessionTimeZone.Utc : TimeZoneNames.FindForSession(v))
                    .With(s.TimeZone.Style),
            }),
        new("max_parallel_workers_per_gather", "Threads that may help the session's own with a large scan.",
            static s => s.ParallelWorkers.ToString(CultureInfo.InvariantCulture),
            static (s, v) => s with
            {
                ParallelWorkers = int.Parse(
                    SettingValues.CheckInteger("max_parallel_workers_per_gather", v, 0, 1024), CultureInfo.InvariantCulture),
            })
        {
            Kind = "integer",
        },
        new("version_memory", "Memory of old row versions before they go to temporary files.",
            static s => SettingValues.ShowMemory(s.Engine.VersionMemoryBytes), null),
        new("wal_archive", "The folder where the log is kept for restores to a point in time.",
            static s => s.Engine.WalArchive ?? "", null),
        new("wal_size_limit", "The size of the log at which writers fail; 0 for none.",
            static s => SettingValues.ShowMemory(s.Engine.WalSizeLimit), null),
        new("work_mem", "Memory of one sort, hash table or materialisation before it spills.",
            static s => SettingValues.ShowMemory(s.WorkMemoryBytes),
            static (s, v) => s with { WorkMemoryBytes = Math.Max(64 << 10, SettingValues.ReadMemory("work_mem", v)) }),
        .. HarmlessSettings.All(),
    ]);

    private static readonly FrozenDictionary<string, Setting> ByName = Index();

    /// <summary>All settings in the order of their names.</summary>
    public static ReadOnlySpan<Setting> All => List;

    /// <summary>Finds a setting; null when there is none.</summary>
    public static Setting? TryFind(string name) => ByName.GetValueOrDefault(name);

    /// <summary>All settings that are shown, with their values.</summary>
    public static IEnumerable<SystemSetting> Describe(SettingsScope scope)
    {
        foreach (var setting in List)
        {
            if (setting.IsHidden)
                continue;
            yield return new SystemSetting(
                setting.Name, setting.Show(scope.Current), setting.Description, setting.Kind,
                setting.Apply is null ? "internal" : "user", setting.Show(Defaults), setting.Show(scope.Initial), null)
            {
                Choices = setting.Choices,
                Minimum = setting.Limits?.Minimum,
                Maximum = setting.Limits?.Maximum,
            };
        }
    }

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
        _ => throw SettingErrors.NotAChoice(
            name, value, ["serializable", "repeatable read", "read committed", "read uncommitted"]),
    };

    private static SessionSettings WithStyle(SessionSettings settings, TextStyle style) =>
        settings with { TimeZone = settings.TimeZone.With(style) };

    private static Setting Switch(
        string name, string description, Func<SessionSettings, bool> get, Func<SessionSettings, bool, SessionSettings> set) =>
        new(name, description, s => SettingValues.ShowBoolean(get(s)),
            (s, v) => set(s, SettingValues.ReadBoolean(name, v)))
        {
            Kind = "bool",
        };

    private static Setting ReadOnly(string name, string description, string value) =>
        new(name, description, _ => value, null)
        {
            Kind = value is "on" or "off" ? "bool" : long.TryParse(value, out _) ? "integer" : "string",
        };

    /// <summary>Text is UTF-8 here and at the user's; other encodings that PostgreSQL has are refused by name.</summary>
    private static SessionSettings ReadEncoding(SessionSettings settings, string value)
    {
        var name = value.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();
        if (name is "UTF8" or "UNICODE")
            return settings;
        throw name is "SQLASCII" || name.StartsWith("LATIN", StringComparison.Ordinal)
            || name.StartsWith("WIN", StringComparison.Ordinal) || name.StartsWith("ISO", StringComparison.Ordinal)
            || name.StartsWith("EUC", StringComparison.Ordinal) || name.StartsWith("KOI8", StringComparison.Ordinal)
            ? SettingErrors.NotSupported("client_encoding", value)
            : SettingErrors.Invalid("client_encoding", value);
    }

    /// <summary>A setting with one value: it can be set to that, under any of its spellings.</summary>
    private static Setting Fixed(string name, string description, string value, params string[] spellings) =>
        new(name, description, _ => value, (s, v) =>
        {
            var isKnown = v.Equals(value, StringComparison.OrdinalIgnoreCase);
            foreach (var spelling in spellings)
                isKnown |= v.Equals(spelling, StringComparison.OrdinalIgnoreCase);
            return isKnown ? s : throw SettingErrors.NotSupported(name, v);
        });

    private static Setting[] Sorted(Setting[] settings)
    {
        Array.Sort(settings, static (a, b) => string.Compare(a.Name, b.Name, StringComparison.OrdinalIgnoreCase));
        return settings;
    }

    private static FrozenDictionary<string, Setting> Index()
    {
        var index = new Dictionary<string, Setting>(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in List)
            index.Add(setting.Name, setting);
        return index.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
