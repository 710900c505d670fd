namespace BTreeDb.Catalog.SystemRelations.BTreeDbViews;

/// <summary>One part of the engine in one row, whose columns are its metrics.</summary>
internal sealed class MetricGroup : SystemRelation
{
    private readonly string _prefix;

    private MetricGroup(uint oid, string name, string group, params string[] metrics)
        : base(oid, SystemRelationIndex.CatalogSchema, name, ColumnsOf(metrics), isView: true) =>
        _prefix = $"btreedb.{group}.";

    /// <summary>All groups.</summary>
    public static MetricGroup[] All { get; } =
    [
        new(90010, "btreedb_log", "log",
            "size", "limit", "hard_limit", "needed", "since_checkpoint", "end", "durable_end", "redo"),
        new(90011, "btreedb_recovery", "recovery",
            "bound", "log", "records", "rolled_back", "redo_time", "undo_time", "checkpoint_time"),
        new(90012, "btreedb_versions", "versions", "size", "limit", "count", "spilled"),
        new(90013, "btreedb_buffers", "pool",
            "size", "pages", "dirty", "reads", "reads_ahead", "writes", "writes_ahead", "evictions"),
        new(90014, "btreedb_transactions", "transactions", "snapshots", "snapshot_lag", "next_id", "serialization_failures"),
    ];

    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        var row = rows.Add();
        foreach (var metric in state.Session.Metrics)
        {
            if (metric.Name.StartsWith(_prefix, StringComparison.Ordinal))
                row[metric.Name[_prefix.Length..]] = Cell.Of(metric.Value);
        }
    }

    private static string ColumnsOf(string[] metrics) => string.Join(", ", Array.ConvertAll(metrics, static m => $"{m} int8!"));
}
