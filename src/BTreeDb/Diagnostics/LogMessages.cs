using Microsoft.Extensions.Logging;

namespace BTreeDb.Diagnostics;

/// <summary>
/// What the engine logs. Nothing per row or per successful statement above Debug, no values of users above Debug, Error
/// only where somebody should act.
/// </summary>
internal static partial class LogMessages
{
    [LoggerMessage(EventIds.DatabaseOpened, LogLevel.Information, "Opened database {Path} in {ElapsedMs} ms")]
    public static partial void DatabaseOpened(this ILogger logger, string path, double elapsedMs);

    [LoggerMessage(EventIds.DatabaseClosed, LogLevel.Information, "Closed database {Path}")]
    public static partial void DatabaseClosed(this ILogger logger, string path);

    [LoggerMessage(EventIds.DatabaseOpenFailed, LogLevel.Error, "Could not open database {Path}")]
    public static partial void DatabaseOpenFailed(this ILogger logger, string path, Exception exception);

    [LoggerMessage(EventIds.DatabaseCloseFailed, LogLevel.Error, "Database {Path} was not closed cleanly; it recovers when it is opened")]
    public static partial void DatabaseCloseFailed(this ILogger logger, string path, Exception exception);

    [LoggerMessage(EventIds.RecoveryFinished, LogLevel.Information, "Recovered database {Path} after an unclean end")]
    public static partial void RecoveryFinished(this ILogger logger, string path);

    [LoggerMessage(EventIds.LogOutgrown, LogLevel.Warning,
        "The write-ahead log of database {Path} has {Bytes} bytes, more than its size of {MaxBytes}: a transaction has run for long")]
    public static partial void LogOutgrown(this ILogger logger, string path, long bytes, long maxBytes);

    [LoggerMessage(EventIds.StatementFailed, LogLevel.Debug, "Statement ended with {SqlState}: {Message}")]
    public static partial void StatementFailed(this ILogger logger, string sqlState, string message);

    [LoggerMessage(EventIds.StatementRetried, LogLevel.Debug, "Statement met a concurrent update and runs again (attempt {Attempt})")]
    public static partial void StatementRetried(this ILogger logger, int attempt);

    [LoggerMessage(EventIds.InternalError, LogLevel.Error, "Internal error while running a statement")]
    public static partial void InternalError(this ILogger logger, Exception exception);

    [LoggerMessage(EventIds.RowCountsNotSaved, LogLevel.Warning, "Row-count estimates were not saved")]
    public static partial void RowCountsNotSaved(this ILogger logger, Exception exception);

    [LoggerMessage(EventIds.TableAnalyzed, LogLevel.Debug, "Analyzed table {Table} of {Rows} rows")]
    public static partial void TableAnalyzed(this ILogger logger, string table, long rows);

    [LoggerMessage(EventIds.TableNotAnalyzed, LogLevel.Warning, "A table could not be analyzed")]
    public static partial void TableNotAnalyzed(this ILogger logger, Exception exception);
}
