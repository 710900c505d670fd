using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace BTreeDb.Diagnostics;

/// <summary>
/// The activity source and the meter, both named <c>BTreeDb</c>, with names from OpenTelemetry's semantic conventions for
/// databases. Costs one branch where nobody listens.
/// </summary>
internal static class Telemetry
{
    /// <summary>The name of the source and of the meter.</summary>
    public const string Name = "BTreeDb";

    private const string SystemTag = "db.system.name";
    private const string NamespaceTag = "db.namespace";
    private const string OperationTag = "db.operation.name";
    private const string ErrorTag = "error.type";
    private const string StatusTag = "db.response.status_code";
    private const string SystemName = "btreedb";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> OperationDuration = Meter.CreateHistogram<double>(
        "db.client.operation.duration", "s", "Duration of database client operations.");

    private static readonly Counter<long> Commits = Meter.CreateCounter<long>(
        "btreedb.transaction.commits", "{transaction}", "Committed transactions that wrote.");

    private static readonly Counter<long> Rollbacks = Meter.CreateCounter<long>(
        "btreedb.transaction.rollbacks", "{transaction}", "Transactions rolled back.");

    private static readonly Counter<long> Retries = Meter.CreateCounter<long>(
        "btreedb.statement.retries", "{statement}", "Statements run again after a concurrent update.");

    private static readonly Histogram<double> CheckpointDuration = Meter.CreateHistogram<double>(
        "btreedb.checkpoint.duration", "s", "Duration of checkpoints.");

    private static readonly UpDownCounter<long> OpenDatabases = Meter.CreateUpDownCounter<long>(
        "btreedb.database.open", "{database}", "Open databases.");

    /// <summary>Whether statements have to be timed.</summary>
    public static bool IsTimingStatements => OperationDuration.Enabled || Source.HasListeners();

    /// <summary>Starts the activity of a statement; null where nobody listens.</summary>
    public static Activity? StartStatement(string database)
    {
        var activity = Source.StartActivity("execute", ActivityKind.Client);
        activity?.SetTag(SystemTag, SystemName).SetTag(NamespaceTag, database);
        return activity;
    }

    /// <summary>Ends a statement: names its activity and records its duration.</summary>
    public static void EndStatement(Activity? activity, string database, string operation, long startTimestamp, EngineException? error)
    {
        var seconds = Stopwatch.GetElapsedTime(startTimestamp).TotalSeconds;
        var tags = new TagList { { SystemTag, SystemName }, { NamespaceTag, database }, { OperationTag, operation } };
        if (error is not null)
        {
            tags.Add(ErrorTag, error.SqlState);
            tags.Add(StatusTag, error.SqlState);
        }

        OperationDuration.Record(seconds, tags);
        if (activity is null)
            return;
        activity.DisplayName = operation;
        activity.SetTag(OperationTag, operation);
        if (error is not null)
            activity.SetTag(ErrorTag, error.SqlState).SetTag(StatusTag, error.SqlState).SetStatus(ActivityStatusCode.Error);
        activity.Dispose();
    }

    /// <summary>Starts the activity of opening a database, recovery included.</summary>
    public static Activity? StartOpen(string database)
    {
        var activity = Source.StartActivity("open");
        activity?.SetTag(SystemTag, SystemName).SetTag(NamespaceTag, database);
        return activity;
    }

    /// <summary>Records a completed checkpoint.</summary>
    public static void RecordCheckpoint(string database, TimeSpan duration) =>
        CheckpointDuration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>(NamespaceTag, database));

    /// <summary>Makes a gauge that asks for its values when somebody collects.</summary>
    public static void Observe(
        string name, string unit, string description, Func<IEnumerable<Measurement<long>>> measure) =>
        Meter.CreateObservableGauge(name, measure, unit, description);

    /// <summary>The tag that names a database.</summary>
    public static KeyValuePair<string, object?> NamespaceOf(string database) => new(NamespaceTag, database);

    public static void CountOpened() => OpenDatabases.Add(1);

    public static void CountClosed() => OpenDatabases.Add(-1);

    public static void CountCommit() => Commits.Add(1);

    public static void CountRollback() => Rollbacks.Add(1);

    public static void CountRetry() => Retries.Add(1);
}
