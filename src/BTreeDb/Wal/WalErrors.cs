using System.Diagnostics.CodeAnalysis;
using BTreeDb.Diagnostics;
using BTreeDb.Primitives;

namespace BTreeDb.Wal;

/// <summary>The errors of this folder, one factory per condition.</summary>
internal static class WalErrors
{
    /// <summary>The log failed earlier; nothing can be promised until recovery has looked at the disk.</summary>
    public static EngineException Poisoned(string path, Exception cause) =>
        new(SqlState.IoError, $"write-ahead log \"{path}\" has failed, the database is read-only until it is reopened", cause)
        {
            Detail = cause.Message,
        };

    /// <summary>Throws <see cref="Poisoned"/>.</summary>
    [DoesNotReturn]
    public static void ThrowPoisoned(string path, Exception cause) => throw Poisoned(path, cause);

    /// <summary>The database needs its log and it is not there.</summary>
    public static EngineException Missing(string path) =>
        new(SqlState.UndefinedFile, $"write-ahead log \"{path}\" is missing")
        {
            Detail = "The database was not closed cleanly, so its log is needed to open it.",
        };

    /// <summary>The log's first page cannot be trusted.</summary>
    public static EngineException HeaderDamaged(string path) =>
        new(SqlState.DataCorrupted, $"the header of write-ahead log \"{path}\" is damaged");

    /// <summary>The log belongs to another database file.</summary>
    public static EngineException Foreign(string path) =>
        new(SqlState.DataCorrupted, $"write-ahead log \"{path}\" belongs to another database");

    /// <summary>A record fits its checksum but makes no sense.</summary>
    public static EngineException RecordDamaged(string path, Lsn lsn) =>
        new(SqlState.DataCorrupted, $"invalid record at {lsn} of write-ahead log \"{path}\"");

    /// <summary>A record that must be there is not.</summary>
    public static EngineException RecordMissing(string path, Lsn lsn) =>
        new(SqlState.DataCorrupted, $"record at {lsn} of write-ahead log \"{path}\" is missing");

    /// <summary>The log may not grow, and cannot be cut because a running transaction needs it.</summary>
    public static EngineException LimitReached(string path, long limit, ulong holder) =>
        new(SqlState.ConfigurationLimitExceeded, $"write-ahead log \"{path}\" has reached its limit of {limit} bytes")
        {
            Detail = holder == 0
                ? "No checkpoint could make room in time."
                : $"Transaction {holder} is still running, and what it has logged is needed to roll it back.",
            Hint = "End the transaction, or raise wal_size_limit.",
        };

    /// <summary>An archived segment is not what was stored.</summary>
    public static EngineException ArchiveDamaged(string path) =>
        new(SqlState.DataCorrupted, $"archived log segment \"{path}\" is damaged");

    /// <summary>One change is too big to be logged.</summary>
    public static EngineException RecordTooLarge(int length) =>
        new(SqlState.ProgramLimitExceeded,
            $"log record of {length} bytes exceeds maximum {LogRecordHeader.RecordBytesMax}");
}
