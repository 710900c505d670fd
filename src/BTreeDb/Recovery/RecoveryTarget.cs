using BTreeDb.Primitives;
using BTreeDb.Wal;

namespace BTreeDb.Recovery;

/// <summary>Where a restart stops repeating the log; what comes behind is as if it had never been.</summary>
/// <param name="Lsn">The first record that does not count; none for no such bound.</param>
/// <param name="CommitTicks">Commits after this time (UTC, in ticks) do not count, and nothing behind the first of them; zero for no such bound.</param>
internal readonly record struct RecoveryTarget(Lsn Lsn, long CommitTicks)
{
    /// <summary>Whether there is a bound.</summary>
    public bool IsSet => !Lsn.IsNone || CommitTicks > 0;

    /// <summary>Whether a record and all behind it do not count.</summary>
    public bool IsReached(in LogRecord record) =>
        (!Lsn.IsNone && record.Lsn >= Lsn)
        || (CommitTicks > 0 && record.Kind == LogRecordKind.Commit && record.CommitTicks > CommitTicks);
}
