namespace BTreeDb.Diagnostics;

/// <summary>The ids of log events. Users filter by them: never renumber, only add.</summary>
internal static class EventIds
{
    public const int DatabaseOpened = 1000;
    public const int DatabaseClosed = 1001;
    public const int DatabaseOpenFailed = 1002;
    public const int DatabaseCloseFailed = 1003;
    public const int RecoveryFinished = 1010;
    public const int LogOutgrown = 1011;
    public const int StatementFailed = 2000;
    public const int StatementRetried = 2001;
    public const int InternalError = 2002;
    public const int RowCountsNotSaved = 3000;
    public const int TableAnalyzed = 3001;
    public const int TableNotAnalyzed = 3002;
}
