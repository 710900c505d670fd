namespace BTreeDb.Data;

/// <summary>Something the user should know that is no error, such as <c>table "t" does not exist, skipping</c>.</summary>
public sealed class BTreeDbNoticeEventArgs : EventArgs
{
    internal BTreeDbNoticeEventArgs(string severity, string sqlState, string message)
    {
        Severity = severity;
        SqlState = sqlState;
        Message = message;
    }

    /// <summary><c>NOTICE</c> or <c>WARNING</c>.</summary>
    public string Severity { get; }

    /// <summary>The five-character code.</summary>
    public string SqlState { get; }

    /// <summary>The text.</summary>
    public string Message { get; }
}
