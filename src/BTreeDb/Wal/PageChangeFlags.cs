namespace BTreeDb.Wal;

/// <summary>How a page change of a log record is applied.</summary>
[Flags]
internal enum PageChangeFlags : byte
{
    /// <summary>The operation is applied to the page as the log's earlier records leave it.</summary>
    None = 0,

    /// <summary>The payload is the whole page after the change; set by the log, never by a caller.</summary>
    FullImage = 1,

    /// <summary>The operation needs nothing of the page's old content: redo gives it a zeroed page.</summary>
    Initializes = 2,
}
