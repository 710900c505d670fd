using BTreeDb.Buffers;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Tests.Files;
using BTreeDb.Wal;

namespace BTreeDb.Tests.Buffers;

/// <summary>Pages with a number each, in a file that can be probed, under pools that come and go.</summary>
internal sealed unsafe class PoolStore : IDisposable
{
    public const int PageSize = 4096;

    /// <summary>The first page with a number.</summary>
    public const uint First = 4;
    private const byte SetNumber = 1;

    public PoolStore(int frames)
    {
        DatabaseFile.Create(Files, "x.db", PageSize, Guid.Empty, (_, _) => { });
        File = DatabaseFile.Open(Files, "x.db");
        Log = new WriteAheadLog(
            LogFile.Create(Files, "x.db-wal", Guid.Empty, 1024 * 1024), PageSize, new WalOptions { FullPageImages = false });
        Log.BeginEpoch(1, Lsn.None, 0);
        Pool = NewPool(frames);
    }

    public ProbedFileSystem Files { get; } = new();

    public DatabaseFile File { get; }

    public WriteAheadLog Log { get; }

    public BufferPool Pool { get; private set; }

    /// <summary>Writes everything and begins with an empty pool.</summary>
    public void Forget(int frames)
    {
        Pool.WriteDirtyPages(Log.End);
        Pool.Dispose();
        Pool = NewPool(frames);
    }

    public void AddPages(uint count)
    {
        for (uint number = 0; number < count; number++)
        {
            File.EnsurePages(First + number + 1);
            using var guard = Pool.LatchNew(Page(number));
            Set(guard, number);
        }
    }

    public void Change(uint number)
    {
        using var guard = Pool.LatchExclusive(Page(number));
        Set(guard, number);
    }

    public uint Read(uint number)
    {
        using var guard = Pool.LatchShared(Page(number));
        return ((uint*)guard.Page)[100];
    }

    public void ReadAhead(params uint[] numbers) =>
        Pool.ReadAhead(Array.ConvertAll(numbers, Page), AccessHint.Scan);

    /// <summary>Spoils a page in the file.</summary>
    public void Damage(uint number)
    {
        using var file = Files.Open("x.db", FileOpenMode.ReadOnly);
        file.Write((Page(number).Value * (long)PageSize) + 1000, [1, 2, 3]);
    }

    public static PageId Page(uint number) => new(First + number);

    public void Dispose()
    {
        Pool.Dispose();
        Log.Dispose();
        File.Dispose();
    }

    private BufferPool NewPool(int frames) =>
        new(File, Log, (long)frames * (PageSize + BufferFrame.SizeBytes)) { FrameTimeoutMs = 200 };

    private void Set(in WriteGuard guard, uint number)
    {
        ((uint*)guard.Page)[100] = number;
        var record = new LogRecordBuilder(LogRecordKind.Structure);
        record.AddChange(guard.Id, guard.Page, SetNumber, BitConverter.GetBytes(number));
        guard.MarkDirty(Log.Append(ref record));
        record.Dispose();
    }
}
