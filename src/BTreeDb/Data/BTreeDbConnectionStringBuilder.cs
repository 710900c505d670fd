using System.ComponentModel;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace BTreeDb.Data;

/// <summary>
/// The settings of a connection string: <c>Data Source=shop.db;Pool Size=64MB;Durability=Normal</c>. Keywords ignore case;
/// an unknown one is an error.
/// </summary>
public sealed class BTreeDbConnectionStringBuilder : DbConnectionStringBuilder
{
    private const string DataSourceKeyword = "Data Source";
    private const string PoolSizeKeyword = "Pool Size";
    private const string PageSizeKeyword = "Page Size";
    private const string MaxWalSizeKeyword = "Max Wal Size";
    private const string WalSizeLimitKeyword = "Wal Size Limit";
    private const string CheckpointWalSizeKeyword = "Checkpoint Wal Size";
    private const string CheckpointTimeoutKeyword = "Checkpoint Timeout";
    private const string CheckpointCompletionTargetKeyword = "Checkpoint Completion Target";
    private const string WalArchiveKeyword = "Wal Archive";
    private const string VersionMemoryKeyword = "Version Memory";
    private const string DurabilityKeyword = "Durability";
    private const string AutomaticAnalyzeKeyword = "Automatic Analyze";
    private const string ReadOnlyKeyword = "Read Only";
    private const string CreateKeyword = "Create";
    private const string CommandTimeoutKeyword = "Command Timeout";

    private const int DefaultCommandTimeout = 30;

    /// <summary>Every accepted spelling and the keyword it stands for.</summary>
    private static readonly Dictionary<string, string> Keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        [DataSourceKeyword] = DataSourceKeyword,
        ["DataSource"] = DataSourceKeyword,
        ["Filename"] = DataSourceKeyword,
        [PoolSizeKeyword] = PoolSizeKeyword,
        ["PoolSize"] = PoolSizeKeyword,
        ["Cache Size"] = PoolSizeKeyword,
        ["CacheSize"] = PoolSizeKeyword,
        [PageSizeKeyword] = PageSizeKeyword,
        ["PageSize"] = PageSizeKeyword,
        [MaxWalSizeKeyword] = MaxWalSizeKeyword,
        ["MaxWalSize"] = MaxWalSizeKeyword,
        [WalSizeLimitKeyword] = WalSizeLimitKeyword,
        ["WalSizeLimit"] = WalSizeLimitKeyword,
        [CheckpointWalSizeKeyword] = CheckpointWalSizeKeyword,
        ["CheckpointWalSize"] = CheckpointWalSizeKeyword,
        [CheckpointTimeoutKeyword] = CheckpointTimeoutKeyword,
        ["CheckpointTimeout"] = CheckpointTimeoutKeyword,
        [CheckpointCompletionTargetKeyword] = CheckpointCompletionTargetKeyword,
        ["CheckpointCompletionTarget"] = CheckpointCompletionTargetKeyword,
        [WalArchiveKeyword] = WalArchiveKeyword,
        ["WalArchive"] = WalArchiveKeyword,
        [VersionMemoryKeyword] = VersionMemoryKeyword,
        ["VersionMemory"] = VersionMemoryKeyword,
        [DurabilityKeyword] = DurabilityKeyword,
        [AutomaticAnalyzeKeyword] = AutomaticAnalyzeKeyword,
        ["AutomaticAnalyze"] = AutomaticAnalyzeKeyword,
        [ReadOnlyKeyword] = ReadOnlyKeyword,
        ["ReadOnly"] = ReadOnlyKeyword,
        [CreateKeyword] = CreateKeyword,
        [CommandTimeoutKeyword] = CommandTimeoutKeyword,
        ["CommandTimeout"] = CommandTimeoutKeyword,
        ["Default Timeout"] = CommandTimeoutKeyword,
    };

    /// <summary>Creates an empty set of settings.</summary>
    public BTreeDbConnectionStringBuilder()
    {
    }

    /// <summary>Parses a connection string.</summary>
    /// <param name="connectionString">Keywords and values.</param>
    /// <exception cref="ArgumentException">A keyword is unknown, or a value does not fit it.</exception>
    public BTreeDbConnectionStringBuilder(string connectionString) => ConnectionString = connectionString;

    /// <summary>
    /// The database file, created when it is missing; <c>:memory:</c> for a database of this connection alone;
    /// <c>:memory:name</c> for one that all connections of the process with that name share while any is open.
    /// </summary>
    [DisplayName(DataSourceKeyword)]
    public string DataSource
    {
        get => Read(DataSourceKeyword, "");
        set => this[DataSourceKeyword] = value;
    }

    /// <summary>Bytes of memory for pages; in text also with a unit, as <c>64MB</c>. Zero leaves it to the engine.</summary>
    [DisplayName(PoolSizeKeyword)]
    public long PoolSize
    {
        get => ParseSize(PoolSizeKeyword, Read(PoolSizeKeyword, "0"));
        set => this[PoolSizeKeyword] = value;
    }

    /// <summary>Bytes of a page, counted only when the file is created: a power of two from 4096 to 32768, or zero for the default.</summary>
    [DisplayName(PageSizeKeyword)]
    public int PageSize
    {
        get => checked((int)ParseSize(PageSizeKeyword, Read(PageSizeKeyword, "0")));
        set => this[PageSizeKeyword] = value;
    }

    /// <summary>
    /// Bytes that the write-ahead log is kept below, with a unit as <c>1GB</c>; zero leaves it to the engine. Only a running
    /// transaction's own changes drive the log beyond.
    /// </summary>
    [DisplayName(MaxWalSizeKeyword)]
    public long MaxWalSize
    {
        get => ParseSize(MaxWalSizeKeyword, Read(MaxWalSizeKeyword, "0"));
        set => this[MaxWalSizeKeyword] = value;
    }

    /// <summary>
    /// Bytes of the write-ahead log at which writers fail with 53400 rather than drive it beyond; zero, the default, for no
    /// limit but the disk's.
    /// </summary>
    [DisplayName(WalSizeLimitKeyword)]
    public long WalSizeLimit
    {
        get => ParseSize(WalSizeLimitKeyword, Read(WalSizeLimitKeyword, "0"));
        set => this[WalSizeLimitKeyword] = value;
    }

    /// <summary>
    /// Bytes of log after which a checkpoint is due, which bounds the time of a restart; zero leaves it to the engine.
    /// </summary>
    [DisplayName(CheckpointWalSizeKeyword)]
    public long CheckpointWalSize
    {
        get => ParseSize(CheckpointWalSizeKeyword, Read(CheckpointWalSizeKeyword, "0"));
        set => this[CheckpointWalSizeKeyword] = value;
    }

    /// <summary>
    /// The folder, which exists, where the write-ahead log's segments are kept before they are used again, for restores to
    /// a point in time; empty if they are not kept.
    /// </summary>
    [DisplayName(WalArchiveKeyword)]
    public string WalArchive
    {
        get => Read(WalArchiveKeyword, "");
        set => this[WalArchiveKeyword] = value;
    }

    /// <summary>The most seconds between checkpoints while something is written; zero leaves it to the engine.</summary>
    [DisplayName(CheckpointTimeoutKeyword)]
    public int CheckpointTimeout
    {
        get => ParseTimeout(CheckpointTimeoutKeyword, Read(CheckpointTimeoutKeyword, "0"));
        set => this[CheckpointTimeoutKeyword] = value;
    }

    /// <summary>
    /// The share of the way to the next checkpoint, from 0 to 1, over which a checkpoint spreads its writes; 0.9 by default,
    /// 0 for as fast as can be.
    /// </summary>
    [DisplayName(CheckpointCompletionTargetKeyword)]
    public double CheckpointCompletionTarget
    {
        get => ParseShare(CheckpointCompletionTargetKeyword, Read(CheckpointCompletionTargetKeyword, "0.9"));
        set => this[CheckpointCompletionTargetKeyword] = value.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Whether tables of which much has changed are analyzed by themselves, about once a minute, as PostgreSQL's autovacuum
    /// does; on by default.
    /// </summary>
    [DisplayName(AutomaticAnalyzeKeyword)]
    public bool AutomaticAnalyze
    {
        get => ParseBoolean(AutomaticAnalyzeKeyword, Read(AutomaticAnalyzeKeyword, "true"));
        set => this[AutomaticAnalyzeKeyword] = value;
    }

    /// <summary>
    /// Bytes of memory for old row versions and undo information before they go to temporary files; zero leaves it to the
    /// engine.
    /// </summary>
    [DisplayName(VersionMemoryKeyword)]
    public long VersionMemory
    {
        get => ParseSize(VersionMemoryKeyword, Read(VersionMemoryKeyword, "0"));
        set => this[VersionMemoryKeyword] = value;
    }

    /// <summary>What a commit waits for; <see cref="BTreeDbDurability.Full"/> unless set.</summary>
    [DisplayName(DurabilityKeyword)]
    public BTreeDbDurability Durability
    {
        get => ParseDurability(Read(DurabilityKeyword, nameof(BTreeDbDurability.Full)));
        set => this[DurabilityKeyword] = value.ToString();
    }

    /// <summary>Whether every change is refused.</summary>
    [DisplayName(ReadOnlyKeyword)]
    public bool ReadOnly
    {
        get => ParseBoolean(ReadOnlyKeyword, Read(ReadOnlyKeyword, "false"));
        set => this[ReadOnlyKeyword] = value;
    }

    /// <summary>Whether a missing file is created; true unless set.</summary>
    [DisplayName(CreateKeyword)]
    public bool Create
    {
        get => ParseBoolean(CreateKeyword, Read(CreateKeyword, "true"));
        set => this[CreateKeyword] = value;
    }

    /// <summary>Seconds a command may take unless it says otherwise; 30 unless set, 0 = no limit.</summary>
    [DisplayName(CommandTimeoutKeyword)]
    public int CommandTimeout
    {
        get => ParseTimeout(CommandTimeoutKeyword, Read(CommandTimeoutKeyword, DefaultCommandTimeout.ToString(CultureInfo.InvariantCulture)));
        set => this[CommandTimeoutKeyword] = value;
    }

    /// <inheritdoc/>
    [AllowNull]
    public override object this[string keyword]
    {
        get => base[Canonical(keyword)];
        set
        {
            var name = Canonical(keyword);
            if (value is null)
            {
                base.Remove(name);
                return;
            }

            var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            Check(name, text);
            base[name] = text;
        }
    }

    /// <inheritdoc/>
    public override bool ContainsKey(string keyword) =>
        Keywords.TryGetValue(keyword, out var name) && base.ContainsKey(name);

    /// <inheritdoc/>
    public override bool Remove(string keyword) => Keywords.TryGetValue(keyword, out var name) && base.Remove(name);

    /// <inheritdoc/>
    public override bool TryGetValue(string keyword, [NotNullWhen(true)] out object? value)
    {
        value = null;
        return Keywords.TryGetValue(keyword, out var name) && base.TryGetValue(name, out value);
    }

    /// <inheritdoc/>
    public override bool ShouldSerialize(string keyword) =>
        Keywords.TryGetValue(keyword, out var name) && base.ShouldSerialize(name);

    private string Read(string keyword, string fallback) =>
        base.TryGetValue(keyword, out var value) && value is string { Length: > 0 } text ? text : fallback;

    private static string Canonical(string keyword)
    {
        ArgumentNullException.ThrowIfNull(keyword);
        return Keywords.TryGetValue(keyword, out var name)
            ? name
            : throw new ArgumentException($"Keyword not supported: '{keyword}'.", nameof(keyword));
    }

    /// <summary>Refuses a value when it is set, not when it is first used.</summary>
    private static void Check(string keyword, string value)
    {
        switch (keyword)
        {
            case PoolSizeKeyword or MaxWalSizeKeyword or WalSizeLimitKeyword or CheckpointWalSizeKeyword or VersionMemoryKeyword:
                ParseSize(keyword, value);
                break;
            case PageSizeKeyword:
                CheckPageSize(ParseSize(keyword, value));
                break;
            case DurabilityKeyword:
                ParseDurability(value);
                break;
            case ReadOnlyKeyword or CreateKeyword or AutomaticAnalyzeKeyword:
                ParseBoolean(keyword, value);
                break;
            case CheckpointCompletionTargetKeyword:
                ParseShare(keyword, value);
                break;
            case CommandTimeoutKeyword or CheckpointTimeoutKeyword:
                ParseTimeout(keyword, value);
                break;
        }
    }

    private static void CheckPageSize(long size)
    {
        if (size is not (0 or 4096 or 8192 or 16384 or 32768))
            throw new ArgumentException($"'{PageSizeKeyword}' must be 4096, 8192, 16384 or 32768.");
    }

    private static long ParseSize(string keyword, string text)
    {
        var trimmed = text.AsSpan().Trim();
        var shift = UnitShift(ref trimmed);
        if (!long.TryParse(trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number > long.MaxValue >> shift)
            throw Invalid(keyword, text);
        return number << shift;
    }

    /// <summary>Cuts a unit (kB, MB, GB) off the end of a size and returns the power of two that it stands for.</summary>
    private static int UnitShift(ref ReadOnlySpan<char> text)
    {
        if (text.EndsWith("B", StringComparison.OrdinalIgnoreCase))
            text = text[..^1];
        var shift = text.IsEmpty ? 0 : char.ToUpperInvariant(text[^1]) switch
        {
            'K' => 10,
            'M' => 20,
            'G' => 30,
            _ => 0,
        };
        if (shift > 0)
            text = text[..^1].TrimEnd();
        return shift;
    }

    private static double ParseShare(string keyword, string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share <= 1
            ? share
            : throw Invalid(keyword, text);

    private static bool ParseBoolean(string keyword, string text) => text.Trim().ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "ON" or "1" => true,
        "FALSE" or "NO" or "OFF" or "0" => false,
        _ => throw Invalid(keyword, text),
    };

    private static BTreeDbDurability ParseDurability(string text) =>
        !text.AsSpan().ContainsAnyInRange('0', '9') && Enum.TryParse<BTreeDbDurability>(text.Trim(), ignoreCase: true, out var value)
            ? value
            : throw Invalid(DurabilityKeyword, text);

    private static int ParseTimeout(string keyword, string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : throw Invalid(keyword, text);

    private static ArgumentException Invalid(string keyword, string text) =>
        new($"Invalid value for '{keyword}': '{text}'.");
}
