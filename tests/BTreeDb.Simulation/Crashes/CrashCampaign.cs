using BTreeDb.Diagnostics;

namespace BTreeDb.Simulation.Crashes;

/// <summary>
/// Runs a workload once undisturbed to count its disk operations, then once more for each of them with a crash right
/// there, restarts the machine, crashes the recovery and the work after it too, recovers, and checks: every
/// acknowledged row is there, no transaction is there in part, the index agrees with the table, the trees are sound and
/// no page is lost.
/// </summary>
internal sealed class CrashCampaign(RowStoreOpener open, int seed, int transactions, int bigPayloadBytes)
{
    private const int LaterLives = 3;
    private const int LaterTransactions = 6;

    /// <summary>Crash points tried.</summary>
    public int Points { get; private set; }

    /// <summary>Crashes during or after recoveries besides.</summary>
    public int LaterCrashes { get; private set; }

    /// <summary>The operations of an undisturbed run, its clean close included.</summary>
    public long CountOperations()
    {
        var disk = new SimulatedFileSystem();
        var workload = RunUndisturbed(disk, isChecked: false);
        var count = disk.Operations;
        using (var again = open(disk))
            Check(again, workload, "reopened after a clean close");
        RunUndisturbed(new SimulatedFileSystem(), isChecked: true);
        return count;
    }

    /// <summary>Tries every crash point from <paramref name="first"/> on in steps.</summary>
    public void Run(long first, long step)
    {
        var operations = CountOperations();
        for (var point = first; point <= operations; point += step)
            TryPoint(point, StyleOf(point));
    }

    /// <summary>Tries one crash point.</summary>
    public void TryPoint(long point, CrashStyle style)
    {
        var context = $"seed {seed}, crash at operation {point}, {style}";
        var disk = new SimulatedFileSystem();
        disk.SetFault(point, SimulatedFault.Crash);
        var workload = NewWorkload();
        CrashIn(disk, context, store => workload.Run(store, transactions));
        disk.HasCrashed.ShouldBeTrue(context);
        disk = LiveOn(disk.Restart((int)point, style), workload, point, context);
        RecoverAndCheck(disk, workload, context);
        Points++;
    }

    /// <summary>
    /// Lets the disk operation with a number fail while the machine stays on. The workload stops at the error that the
    /// engine raises for it, if it raises one; reopening finds everything that was acknowledged.
    /// </summary>
    public void TryError(long point, SimulatedFault fault)
    {
        var context = $"seed {seed}, {fault} at operation {point}";
        var disk = new SimulatedFileSystem();
        disk.SetFault(point, fault);
        var workload = NewWorkload();
        IRowStore? store = null;
        try
        {
            store = open(disk);
            workload.Run(store, transactions);
            store.Dispose();
        }
        catch (EngineException failure)
        {
            (failure.SqlState is SqlState.IoError or SqlState.DiskFull).ShouldBeTrue($"{context}: {failure}");
            store?.Abandon();
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException(context, failure);
        }

        RecoverAndCheck(disk.Restart((int)point, CrashStyle.KeepAll), workload, context);
        Points++;
    }

    /// <summary>Checking before the close tidies up, which takes operations that the other runs do not have.</summary>
    private CrashWorkload RunUndisturbed(SimulatedFileSystem disk, bool isChecked)
    {
        var workload = NewWorkload();
        using var store = open(disk);
        workload.Run(store, transactions);
        if (isChecked)
            Check(store, workload, "undisturbed run");
        return workload;
    }

    private CrashWorkload NewWorkload() => new(seed, bigPayloadBytes);

    private static CrashStyle StyleOf(long point) => (point % 7) switch
    {
        0 => CrashStyle.LoseAll,
        1 => CrashStyle.KeepAll,
        2 => CrashStyle.Tear,
        _ => CrashStyle.Mixed,
    };

    /// <summary>Opens the database again and again, each time with a crash during recovery or soon after.</summary>
    private SimulatedFileSystem LiveOn(SimulatedFileSystem disk, CrashWorkload workload, long point, string context)
    {
        var random = new Random((int)point);
        for (var life = 1; life <= LaterLives; life++)
        {
            var name = $"{context}, life {life}";
            disk.SetFault(disk.Operations + random.Next(1, life == 1 ? 12 : 50), SimulatedFault.Crash);
            CrashIn(disk, name, store =>
            {
                workload.Resume(Check(store, workload, name));
                workload.Run(store, LaterTransactions);
            });
            if (disk.HasCrashed)
                LaterCrashes++;
            disk = disk.Restart(random.Next(), StyleOf(point + life));
        }

        return disk;
    }

    /// <summary>Opens a store and works with it until the simulated machine goes off, or to the end.</summary>
    private void CrashIn(SimulatedFileSystem disk, string context, Action<IRowStore> work)
    {
        IRowStore? store = null;
        try
        {
            store = open(disk);
            work(store);
            store.Dispose();
        }
        catch (Exception failure) when (disk.HasCrashed)
        {
            // Whatever the engine made of it: the machine was off.
            GC.KeepAlive(failure);
            store?.Abandon();
        }
        catch (Exception failure) when (failure is not Shouldly.ShouldAssertException)
        {
            throw new InvalidOperationException(context, failure);
        }
    }

    private void RecoverAndCheck(SimulatedFileSystem disk, CrashWorkload workload, string context)
    {
        try
        {
            var store = open(disk);
            Check(store, workload, context);
            // The database is not just readable: it takes new rows and closes.
            store.Begin();
            store.Insert(ulong.MaxValue, 5, [1, 2, 3]);
            store.Commit();
            store.Dispose();
            using var again = open(disk);
            again.ReadTable().ContainsKey(ulong.MaxValue).ShouldBeTrue(context);
            again.Verify().ShouldBeEmpty(context);
        }
        catch (Exception failure) when (failure is not Shouldly.ShouldAssertException)
        {
            throw new InvalidOperationException(context, failure);
        }
    }

    private static SortedDictionary<ulong, Row> Check(IRowStore store, CrashWorkload workload, string context)
    {
        var table = store.ReadTable();
        var isAcknowledged = Same(table, workload.Acknowledged);
        (isAcknowledged || (workload.InDoubt != null && Same(table, workload.InDoubt))).ShouldBeTrue(
            $"{context}: {table.Count} rows, {workload.Acknowledged.Count} acknowledged, {workload.InDoubt?.Count} in doubt");
        var expected = new SortedSet<(ulong, ulong)>();
        foreach (var (id, row) in table)
            expected.Add((row.Rank, id));
        store.ReadIndex().SetEquals(expected).ShouldBeTrue($"{context}: the index does not agree with the table");
        store.Verify().ShouldBeEmpty(context);
        return table;
    }

    private static bool Same(SortedDictionary<ulong, Row> left, SortedDictionary<ulong, Row> right)
    {
        if (left.Count != right.Count)
            return false;
        foreach (var (id, row) in left)
        {
            if (!right.TryGetValue(id, out var other) || !row.Equals(other))
                return false;
        }

        return true;
    }
}
