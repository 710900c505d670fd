using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Wal;

namespace BTreeDb.Tests.Wal;

/// <summary>A log in memory over one page, for tests.</summary>
internal sealed unsafe class LogTestBed : IDisposable
{
    public const int PageSize = 4096;
    public const string Name = "x.db-wal";
    public static readonly Guid DatabaseId = new(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    private readonly UnmanagedMemory _page = new(PageSize, PageSize);

    public LogTestBed(int segmentBytes = 8192, int bufferBytes = 64 * 1024, Durability durability = Durability.Full)
    {
        Options = new WalOptions { SegmentBytes = segmentBytes, BufferBytes = bufferBytes, Durability = durability };
        _page.Clear();
        Log = new WriteAheadLog(LogFile.Create(Files, Name, DatabaseId, segmentBytes), PageSize, Options);
        First = Log.BeginEpoch(1, Lsn.None, 0);
        // Changes to the page count as later than the redo position, so that they are logged as they are.
        PageLsn = First;
    }

    public MemoryFileSystem Files { get; } = new();

    public WalOptions Options { get; }

    public WriteAheadLog Log { get; private set; }

    public Lsn First { get; }

    public Span<byte> Page => _page.Slice(0, PageSize);

    public Lsn PageLsn
    {
        get => PageHeader.Of(Page).Lsn;
        set => PageHeader.Of(Page).Lsn = value;
    }

    public Lsn Append(
        string payload,
        LogRecordKind kind = LogRecordKind.Structure,
        ulong transaction = 0,
        Lsn previous = default,
        int undoBytes = 0,
        PageChangeFlags flags = PageChangeFlags.None)
    {
        var record = new LogRecordBuilder(kind, new TransactionId(transaction), previous);
        try
        {
            record.AddChange(new PageId(7), _page.Pointer, 5, System.Text.Encoding.ASCII.GetBytes(payload), flags);
            record.SetHole(1000, 3000);
            record.SetUndo(undoBytes).Fill(0xEE);
            return Log.Append(ref record);
        }
        finally
        {
            record.Dispose();
        }
    }

    public Lsn AppendPlain(LogRecordKind kind, ulong transaction, Lsn previous)
    {
        var record = new LogRecordBuilder(kind, new TransactionId(transaction), previous);
        try
        {
            return Log.Append(ref record);
        }
        finally
        {
            record.Dispose();
        }
    }

    /// <summary>Closes the log as a crash would and opens its file as recovery does.</summary>
    public LogFile Reopen(uint newestEpoch = 1)
    {
        Log.Dispose();
        return LogFile.Open(Files, Name, DatabaseId, newestEpoch);
    }

    /// <summary>Goes on with a reopened log in a new epoch.</summary>
    public Lsn Continue(LogFile file, uint epoch, Lsn previousEnd)
    {
        Log = new WriteAheadLog(file, PageSize, Options);
        return Log.BeginEpoch(epoch, previousEnd, 0);
    }

    public static List<string> ReadPayloads(LogReader reader)
    {
        var payloads = new List<string>();
        while (reader.TryReadNext(out var record))
        {
            foreach (var change in record.Changes)
                payloads.Add(System.Text.Encoding.ASCII.GetString(change.Payload));
        }

        return payloads;
    }

    public void Dispose()
    {
        Log.Dispose();
        _page.Dispose();
    }
}
