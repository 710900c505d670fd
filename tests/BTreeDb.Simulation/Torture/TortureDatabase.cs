using System.Collections.Immutable;
using BTreeDb.Diagnostics;
using BTreeDb.Engine;
using BTreeDb.Recovery;
using BTreeDb.Types;
using BTreeDb.Wal;

namespace BTreeDb.Simulation.Torture;

/// <summary>
/// A database on the simulated disk, run by SQL on one thread: background work is done when the run says so, so that a
/// seed decides everything.
/// </summary>
internal sealed class TortureDatabase
{
    private readonly DatabaseEngine _engine;
    private readonly TextWriter? _trace;

    private TortureDatabase(DatabaseEngine engine, TextWriter? trace)
    {
        _trace = trace;
        _engine = engine;
        engine.Transactions.Reclaimer.IsPaused = true;
        engine.Transactions.Reclaimer.RecentMax = 2;
    }

    /// <summary>Whether only reopening helps.</summary>
    public bool IsPoisoned => _engine.Storage.Log.IsPoisoned;

    /// <summary>Opens or creates it.</summary>
    public static TortureDatabase Open(SimulatedFileSystem disk, TortureOptions options)
    {
        var database = new TortureDatabase(DatabaseEngine.Open(disk, "x.db", EngineSettings.Default, new StorageOptions
        {
            PageSize = options.PageSize,
            PoolBytes = 0,
            VersionBytes = options.VersionBytes,
            BackgroundCheckpoints = false,
            Wal = new WalOptions { SegmentBytes = 32 * 1024, BufferBytes = 64 * 1024 },
        }), options.Trace);
        return database;
    }

    /// <summary>Opens a session.</summary>
    public Session OpenSession()
    {
        var session = _engine.OpenSession();
        Run(session, "SET lock_timeout = '1ms'");
        return session;
    }

    /// <summary>Runs a statement and returns its tag.</summary>
    public static string Run(Session session, string sql)
    {
        var script = session.Prepare(sql, []);
        using var result = session.Execute(script, 0, [], [], default);
        while (result.NextBatch() is not null)
        {
        }

        return result.CommandTag;
    }

    /// <summary>Runs a query and returns its rows as text.</summary>
    public static List<string?[]> Query(Session session, string sql) => Query(session, sql, out _);

    private static List<string?[]> Query(Session session, string sql, out ImmutableArray<ResultColumn> columns)
    {
        var rows = new List<string?[]>();
        var script = session.Prepare(sql, []);
        using var result = session.Execute(script, 0, [], [], default);
        columns = result.Columns;
        while (result.NextBatch() is { } batch)
        {
            for (var i = 0; i < batch.Count; i++)
            {
                var row = new string?[batch.Columns.Length];
                for (var column = 0; column < row.Length; column++)
                {
                    var value = batch.Columns[column].GetDatum(batch.Selection is null ? i : batch.Selection[i]);
                    row[column] = value.IsNull
                        ? null
                        : TextOutput.Format(value, result.Columns[column].Type, SessionTimeZone.Utc);
                }

                rows.Add(row);
            }
        }

        return rows;
    }

    /// <summary>Takes a checkpoint.</summary>
    public void Checkpoint()
    {
        Tell("checkpoint");
        _engine.Checkpoint();
    }

    /// <summary>Writes a line to the trace, if there is one.</summary>
    public void Tell(string line) => _trace?.WriteLine(line.Length > 300 ? line[..300] : line);

    /// <summary>Does the work that waits for old snapshots to end.</summary>
    public void Reclaim()
    {
        Tell("reclaim");
        _engine.Transactions.Reclaimer.ReclaimNow();
        if (_engine.Transactions.Reclaimer.Failure is { } failure && failure is not EngineException)
            throw new TortureFailure("background work failed", failure);
    }

    /// <summary>What the tables hold.</summary>
    public TortureModel Read()
    {
        using var session = _engine.OpenSession();
        var model = TortureModel.Empty;
        foreach (var table in _engine.Catalogs.Latest.Tables)
        {
            var indexes = TortureTable.NoIndexes;
            foreach (var index in table.Indexes)
                indexes = indexes.Add(index.Name, "");
            model = model.With(table.Name, ReadTable(session, table.Name) with { Indexes = indexes });
        }

        return model;
    }

    /// <summary>Reads a table.</summary>
    public static TortureTable ReadTable(Session session, string name)
    {
        var rows = ImmutableSortedDictionary.CreateBuilder<int, ImmutableArray<string?>>();
        var found = Query(session, $"SELECT * FROM {name} ORDER BY id", out var columns);
        foreach (var row in found)
            rows.Add(int.Parse(row[0]!, System.Globalization.CultureInfo.InvariantCulture), [.. row[1..]]);
        var names = ImmutableArray.CreateBuilder<TortureColumn>();
        foreach (var column in columns.AsSpan()[1..])
            names.Add(new TortureColumn(column.Name, ""));
        return new TortureTable(names.ToImmutable(), rows.ToImmutable(), TortureTable.NoIndexes);
    }

    /// <summary>What CHECK DATABASE finds.</summary>
    public List<string?[]> Check()
    {
        Reclaim();
        using var session = _engine.OpenSession();
        return Query(session, "CHECK DATABASE");
    }

    /// <summary>Closes it.</summary>
    public void Close() => _engine.Close();

    /// <summary>Ends as a killed process would.</summary>
    public void Abandon() => _engine.Abandon();
}
