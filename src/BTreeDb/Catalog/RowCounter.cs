namespace BTreeDb.Catalog;

/// <summary>
/// The approximate number of rows of one table: changed by each commit, saved now and then, so that after a crash it may
/// be off by the last changes. The planner needs no more. What ANALYZE found out about the table is kept beside it.
/// </summary>
internal sealed class RowCounter(RowCounts owner, long initial)
{
    /// <summary>PostgreSQL's <c>autovacuum_analyze_threshold</c>.</summary>
    public const int AnalysisChangesMin = 50;

    /// <summary>PostgreSQL's <c>autovacuum_analyze_scale_factor</c>.</summary>
    public const double AnalysisChangesShare = 0.1;

    private long _rows = initial;
    private long _saved = initial;
    private long _planned = initial;
    private long _changes;
    private TableStatistics? _statistics;
    private TableStatistics? _savedStatistics;

    /// <summary>The estimate.</summary>
    public long Rows => Math.Max(0, Volatile.Read(ref _rows));

    /// <summary>Whether the estimate is far enough from the saved one to be saved again.</summary>
    public bool IsStale => IsFar(Rows, Volatile.Read(ref _saved), 16) || !ReferenceEquals(_statistics, _savedStatistics);

    /// <summary>What is known of the table's values; null before the first ANALYZE.</summary>
    public TableStatistics? Statistics => Volatile.Read(ref _statistics);

    /// <summary>
    /// Whether so much has changed since the last ANALYZE that it should run again: PostgreSQL's thresholds. A table that never
    /// was analyzed has changed as a whole.
    /// </summary>
    public bool IsAnalysisDue
    {
        get
        {
            var changes = Statistics is null ? Rows : Volatile.Read(ref _changes);
            return changes > AnalysisChangesMin + (Rows * AnalysisChangesShare);
        }
    }

    /// <summary>Counts what a transaction changed; called after its commit.</summary>
    /// <param name="rows">Rows more, or fewer.</param>
    /// <param name="changes">Rows inserted, updated and deleted.</param>
    public void Add(long rows, long changes)
    {
        Interlocked.Add(ref _changes, changes);
        var now = Interlocked.Add(ref _rows, rows);
        if (IsFar(now, Volatile.Read(ref _planned), 2))
            StartNewEpoch(now);
    }

    /// <summary>Replaces the estimate by a count.</summary>
    public void Set(long rows)
    {
        Volatile.Write(ref _rows, rows);
        StartNewEpoch(rows);
    }

    /// <summary>Replaces what is known of the table.</summary>
    public void Set(TableStatistics statistics)
    {
        Volatile.Write(ref _statistics, statistics);
        Volatile.Write(ref _changes, 0);
        Set(statistics.Rows);
    }

    /// <summary>Takes over statistics that were saved, unless there are newer ones.</summary>
    public void LoadStatistics(TableStatistics statistics)
    {
        if (Interlocked.CompareExchange(ref _statistics, statistics, null) is null)
            _savedStatistics = statistics;
    }

    /// <summary>Remembers which estimates were saved.</summary>
    public void MarkSaved(long rows, TableStatistics? statistics)
    {
        Volatile.Write(ref _saved, rows);
        Volatile.Write(ref _savedStatistics, statistics);
    }

    private static bool IsFar(long now, long before, long fraction) => Math.Abs(now - before) > 64 + (before / fraction);

    private void StartNewEpoch(long now)
    {
        Volatile.Write(ref _planned, now);
        owner.StartNewEpoch();
    }
}
