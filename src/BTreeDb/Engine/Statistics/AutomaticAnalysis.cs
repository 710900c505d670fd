using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Tables;
using BTreeDb.Transactions;

namespace BTreeDb.Engine.Statistics;

/// <summary>
/// Runs ANALYZE by itself on tables of which much has changed since the last time, as PostgreSQL's autovacuum does: now and
/// then, one table after the other, on one thread of the pool. It takes no lock: where a definition changes meanwhile, what was
/// found out is thrown away.
/// </summary>
internal sealed class AutomaticAnalysis : IDisposable
{
    private readonly DatabaseEngine _engine;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _running = new();
    private readonly Timer _timer;
    private readonly TimeSpan _interval;

    private AutomaticAnalysis(DatabaseEngine engine, TimeSpan interval)
    {
        (_engine, _interval) = (engine, interval);
        _timer = new Timer(static state => ((AutomaticAnalysis)state!).OnTimer(), this, interval, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Starts to look after an engine's tables.</summary>
    public static AutomaticAnalysis Start(DatabaseEngine engine, TimeSpan interval) => new(engine, interval);

    /// <summary>Analyzes the tables that are due now.</summary>
    public void Run()
    {
        foreach (var table in _engine.Catalogs.Latest.Tables)
        {
            if (_engine.Catalogs.RowCounts.Get(table.Id).IsAnalysisDue)
                Run(table);
        }
    }

    /// <summary>Stops; what runs ends soon, and is waited for.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        lock (_running)
            _timer.Dispose();
    }

    private void OnTimer()
    {
        lock (_running)
        {
            if (_stop.IsCancellationRequested)
                return;
            try
            {
                Run();
                _timer.Change(_interval, Timeout.InfiniteTimeSpan);
            }
            catch (OperationCanceledException)
            {
                // The database is being closed.
            }
#pragma warning disable CA1031 // Nobody is above a timer's thread: what left it would end the process.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                // Statistics only make plans better. A damaged page is reported to whoever needs it.
                _engine.Logger.TableNotAnalyzed(failure);
                _timer.Change(_interval, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Run(TableSchema table)
    {
        var access = new TableAccess(_engine.Tables, _engine.Catalogs);
        using var transaction = _engine.Transactions.Begin(IsolationLevel.Snapshot, readOnly: true);
        transaction.Cancellation = _stop.Token;
        var catalog = _engine.Catalogs.Get(transaction);
        if (!_engine.Catalogs.IsCurrent(table, catalog))
            return;
        access.Begin(transaction, catalog);
        var statistics = TableAnalysis.Run(table, access);
        if (_engine.Catalogs.IsCurrent(table, catalog))
            access.GetTable(table).State.Rows.Set(statistics);
        access.End(isCommitted: false);
        _engine.Logger.TableAnalyzed(table.Name, statistics.Rows);
    }
}
