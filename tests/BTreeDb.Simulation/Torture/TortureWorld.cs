using BTreeDb.Diagnostics;

namespace BTreeDb.Simulation.Torture;

/// <summary>What the sessions of one life share.</summary>
internal sealed class TortureWorld(SimulatedFileSystem disk, TortureDatabase database, TortureModel committed, bool diskMayFail)
{
    /// <summary>The disk.</summary>
    public SimulatedFileSystem Disk => disk;

    /// <summary>The database.</summary>
    public TortureDatabase Database => database;

    /// <summary>What every acknowledged commit has made.</summary>
    public TortureModel Committed { get; private set; } = committed;

    /// <summary>While a commit is asked for and not acknowledged: what it makes if it counts.</summary>
    public TortureModel? InDoubt { get; set; }

    /// <summary>Whether the database has stopped.</summary>
    public bool IsPoisoned => database.IsPoisoned;

    /// <summary>The commit has been acknowledged.</summary>
    public void Acknowledge()
    {
        Committed = InDoubt!;
        InDoubt = null;
    }

    /// <summary>Accepts errors that conflicts and this life's disk explain.</summary>
    public void Judge(string sql, EngineException failure)
    {
        var isExpected = failure.SqlState
            is SqlState.SerializationFailure or SqlState.LockNotAvailable or SqlState.DeadlockDetected or SqlState.UniqueViolation;
        // What the dialect has not yet; then the statement has no effect.
        isExpected |= failure.SqlState == SqlState.FeatureNotSupported
            && (sql.StartsWith("ALTER", StringComparison.Ordinal) || sql.StartsWith("TRUNCATE", StringComparison.Ordinal));
        isExpected |= diskMayFail && failure.SqlState is SqlState.IoError or SqlState.DiskFull;
        if (!isExpected)
            throw new TortureFailure($"{sql} failed with {failure.SqlState}: {failure.Message}", failure);
    }
}
