using System.Globalization;
using BTreeDb.Diagnostics;

namespace BTreeDb.Simulation.Torture;

/// <summary>
/// One database through many lives, all decided by a seed: opened, compared with the model, used by several sessions, and
/// struck by a crash, a failing operation, a full disk or a failing sync, during recovery and checkpoints as well.
/// </summary>
internal sealed class TortureRun(TortureOptions options)
{
    private const int StatementsMax = 60;
    private readonly Random _random = new(options.Seed);
    private SimulatedFileSystem _disk = new();
    private TortureModel _committed = TortureModel.Empty;
    private TortureModel? _inDoubt;

    /// <summary>Crashes survived.</summary>
    public int Crashes { get; private set; }

    /// <summary>Other faults survived.</summary>
    public int Faults { get; private set; }

    /// <summary>Bits flipped in copies that were noticed, or did no harm.</summary>
    public int Flips { get; private set; }

    /// <summary>Runs all lives.</summary>
    /// <exception cref="TortureFailure">A promise was broken; the message says how to see it again.</exception>
    public void Run()
    {
        for (var life = 1; life <= options.Lives; life++)
        {
            var fate = Fate.Crash;
            try
            {
                fate = NextFate(life);
                options.Trace?.WriteLine($"life {life}: {fate}");
                Live(fate);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                throw new TortureFailure(
                    $"seed {options.Seed}, life {life}, {fate}: {failure.Message}\n{options.Replay}", failure);
            }
        }
    }

    private Fate NextFate(int life) => life == options.Lives ? Fate.None : _random.Next(20) switch
    {
        0 => Fate.IoError,
        1 => Fate.DiskFull,
        2 => Fate.FailingSync,
        3 => Fate.NoRoom,
        4 => Fate.None,
        _ => Fate.Crash,
    };

    private void Live(Fate fate)
    {
        Prepare(fate);
        TortureDatabase? database = null;
        TortureWorld? world = null;
        try
        {
            database = TortureDatabase.Open(_disk, options);
            world = new TortureWorld(_disk, database, Check(database), fate is not (Fate.None or Fate.Crash));
            Work(world);
            _committed = world.Committed;
            _disk.ClearFaults();
            database.Close();
            world = null;
            Faults += fate is Fate.None or Fate.Crash ? 0 : 1;
            if (_random.Next(2) == 0)
                FlipBits();
            return;
        }
        catch (Exception failure) when (IsFate(failure, fate))
        {
            if (_disk.HasCrashed)
                Crashes++;
            else
                Faults++;
        }

        if (world is not null)
            (_committed, _inDoubt) = (world.Committed, world.InDoubt);
        database?.Abandon();
        var style = _disk.HasCrashed ? NextStyle() : CrashStyle.KeepAll;
        _disk = _disk.Restart(_random.Next(), style);
    }

    private void Prepare(Fate fate)
    {
        var soon = _disk.Operations + 1 + _random.Next(_random.Next(3) == 0 ? 15 : 90);
        switch (fate)
        {
            case Fate.Crash:
                _disk.SetFault(soon, SimulatedFault.Crash);
                break;
            case Fate.IoError:
                _disk.SetFault(soon, SimulatedFault.IoError);
                break;
            case Fate.DiskFull:
                _disk.SetFault(soon, SimulatedFault.DiskFull);
                break;
            case Fate.FailingSync:
                _disk.NextFailingSync = _random.Next(2) == 0 ? "x.db" : "x.db-wal";
                break;
            case Fate.NoRoom:
                _disk.CapacityBytes = _disk.UsedBytes + _random.Next(100_000);
                break;
        }
    }

    /// <summary>Whether this life may end so.</summary>
    private bool IsFate(Exception failure, Fate fate)
    {
        if (_disk.HasCrashed)
            return fate == Fate.Crash && failure is not TortureFailure;
        if (fate is Fate.None or Fate.Crash)
            return false;
        return failure is TortureEndOfLife
            || (failure is EngineException { SqlState: SqlState.IoError or SqlState.DiskFull });
    }

    private void Work(TortureWorld world)
    {
        var sessions = new List<TortureSession>();
        var opened = new List<Engine.Session>();
        for (var number = 0; number < options.Sessions; number++)
        {
            opened.Add(world.Database.OpenSession());
            sessions.Add(new TortureSession(world, opened[^1], number));
        }

        new TortureWorkload(world, sessions, _random).Run(_random.Next(1, StatementsMax));
        foreach (var session in opened)
            session.Dispose();
    }

    /// <summary>Compares the database with the two states that it may be in, and looks for damage.</summary>
    private TortureModel Check(TortureDatabase database)
    {
        var found = database.Read();
        if (_inDoubt is not null && found.Equals(_inDoubt))
            _committed = _inDoubt;
        else if (!found.Equals(_committed))
            throw new TortureFailure(Difference(found));
        _inDoubt = null;
        var findings = database.Check();
        if (findings.Count > 0)
            throw new TortureFailure($"{findings.Count} findings: {string.Join(" ", findings[0])}");
        return _committed;
    }

    private string Difference(TortureModel found)
    {
        foreach (var (name, table) in _committed.Tables)
        {
            if (!found.Tables.TryGetValue(name, out var theirs))
                return $"table {name} is missing";
            if (!table.HasRowsOf(theirs))
                return string.Create(CultureInfo.InvariantCulture, $"{name} has {theirs.Rows.Count} rows, {table.Rows.Count} expected");
        }

        return $"{found.Tables.Count} tables instead of {_committed.Tables.Count}";
    }

    private CrashStyle NextStyle() => _random.Next(7) switch
    {
        0 => CrashStyle.LoseAll,
        1 => CrashStyle.KeepAll,
        2 => CrashStyle.Tear,
        _ => CrashStyle.Mixed,
    };

    /// <summary>
    /// Flips bits in a copy of the closed database: whatever it answers then is right, or an error that says so.
    /// </summary>
    private void FlipBits()
    {
        var copy = _disk.Copy();
        var length = copy.LengthOf("x.db");
        for (var count = _random.Next(1, 30); count > 0; count--)
            copy.FlipBit("x.db", _random.NextInt64(length), _random.Next(8));
        TortureDatabase? database = null;
        try
        {
            database = TortureDatabase.Open(copy, options);
            var found = database.Read();
            if (!found.Equals(_committed))
                throw new TortureFailure("flipped bits went unnoticed: " + Difference(found));
        }
        catch (EngineException failure) when (failure.SqlState is SqlState.DataCorrupted or SqlState.UndefinedFile)
        {
            // Told, not guessed.
        }
        finally
        {
            database?.Abandon();
        }

        Flips++;
    }

    private enum Fate
    {
        None,
        Crash,
        IoError,
        DiskFull,
        FailingSync,
        NoRoom,
    }
}
