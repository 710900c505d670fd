using BTreeDb.Buffers;
using BTreeDb.Diagnostics;
using BTreeDb.Files;
using BTreeDb.Primitives;
using BTreeDb.Tests.Primitives;
using BTreeDb.Wal;

namespace BTreeDb.Tests.Buffers;

public sealed unsafe class BufferPoolTests : IDisposable
{
    private const int PageSize = 4096;
    private const byte SetNumber = 1;
    private readonly MemoryFileSystem _files = new();
    private readonly DatabaseFile _file;
    private readonly WriteAheadLog _log;
    private readonly BufferPool _pool;

    public BufferPoolTests()
    {
        DatabaseFile.Create(_files, "x.db", PageSize, Guid.Empty, (_, _) => { });
        _file = DatabaseFile.Open(_files, "x.db");
        _log = new WriteAheadLog(
            LogFile.Create(_files, "x.db-wal", Guid.Empty, 1024 * 1024), PageSize, new WalOptions { FullPageImages = false });
        _log.BeginEpoch(1, Lsn.None, 0);
        _pool = new BufferPool(_file, _log, 0) { FrameTimeoutMs = 200 };
        _pool.FrameCount.ShouldBe(BufferPool.FramesMin);
    }

    public void Dispose()
    {
        _pool.Dispose();
        _log.Dispose();
        _file.Dispose();
    }

    [Fact]
    public void Pages_survive_eviction_through_a_tiny_pool()
    {
        AddPages(500);
        _pool.Evictions.ShouldBeGreaterThan(400);
        for (uint number = 0; number < 500; number++)
        {
            using var guard = _pool.LatchShared(new PageId(4 + number));
            ReadNumber(guard.Page).ShouldBe(number);
        }
    }

    [Fact]
    public void Log_is_durable_before_a_page_is_written()
    {
        var lsn = AddPage(0);
        _log.DurableEnd.ShouldBeLessThanOrEqualTo(lsn);
        _pool.WriteDirtyPages(_log.End).ShouldBe(1);
        _log.DurableEnd.ShouldBeGreaterThan(lsn);
        _pool.CountDirtyPages().ShouldBe(0);
        var page = new byte[PageSize];
        _file.ReadPage(new PageId(4), page);
        PageHeader.Of(page.AsSpan()).Lsn.ShouldBe(lsn);
    }

    [Fact]
    public void Checkpoint_leaves_pages_alone_that_were_dirtied_later()
    {
        AddPage(0);
        var middle = _log.End;
        AddPage(1);
        _pool.WriteDirtyPages(middle).ShouldBe(1);
        _pool.CountDirtyPages().ShouldBe(1);
    }

    [Fact]
    public void Missing_and_meta_pages_are_refused_and_the_frame_is_given_back()
    {
        _file.EnsurePages(10);
        for (var round = 0; round < 100; round++)
        {
            Should.Throw<EngineException>(() => _pool.LatchShared(new PageId(9)).Dispose()).SqlState.ShouldBe("XX001");
            Should.Throw<EngineException>(() => _pool.ReadOptimistic(new PageId(uint.MaxValue)).Validate())
                .SqlState.ShouldBe("XX001");
            Should.Throw<EngineException>(() => _pool.LatchExclusive(new PageId(1)).Dispose());
            Should.Throw<EngineException>(() => _pool.LatchNew(new PageId(0)).Dispose());
        }

        AddPages(100);
    }

    [Fact]
    public void New_page_that_is_resident_is_zeroed()
    {
        AddPage(7);
        using var guard = _pool.LatchNew(new PageId(4 + 7));
        ReadNumber(guard.Page).ShouldBe(0u);
        guard.Lsn.ShouldBe(Lsn.None);
        guard.Id.ShouldBe(new PageId(11));
    }

    [Fact]
    public void Optimistic_guard_upgrades_unless_the_page_changed()
    {
        AddPage(0);
        var look = _pool.ReadOptimistic(new PageId(4));
        ReadNumber(look.Page).ShouldBe(0u);
        look.Validate().ShouldBeTrue();
        look.TryUpgrade(out var guard).ShouldBeTrue();
        look.Validate().ShouldBeFalse();
        guard.Dispose();
        look.TryUpgrade(out _).ShouldBeFalse();
        _pool.TryLatchExclusive(new PageId(4), out var first).ShouldBeTrue();
        _pool.TryLatchExclusive(new PageId(4), out _).ShouldBeFalse();
        first.Dispose();
    }

    [Fact]
    public void Optimistic_guard_notices_eviction()
    {
        AddPage(0);
        var look = _pool.ReadOptimistic(new PageId(4));
        for (uint number = 1; number < 200; number++)
        {
            AddPage(number);
            // Used pages make the hand go round.
            _pool.ReadOptimistic(new PageId(4 + number)).Validate();
        }

        look.Validate().ShouldBeFalse();
    }

    [Fact]
    public void Hot_pages_survive_a_big_scan()
    {
        AddPages(400);
        for (uint number = 0; number < 20; number++)
            _pool.ReadOptimistic(new PageId(4 + number)).Validate();
        for (uint number = 0; number < 20; number++)
            _pool.ReadOptimistic(new PageId(4 + number)).Validate();
        for (uint number = 100; number < 400; number++)
            _pool.ReadOptimistic(new PageId(4 + number), AccessHint.Scan).Validate();
        var before = _pool.Reads;
        for (uint number = 0; number < 20; number++)
            _pool.ReadOptimistic(new PageId(4 + number)).Validate();
        (_pool.Reads - before).ShouldBe(0);
    }

    [Fact]
    public void Pages_that_come_again_stay_while_others_come_once()
    {
        const uint hot = 24;
        AddPages(1000);
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
            Look(i);
        var before = _pool.Reads;
        for (var i = 0; i < 2000; i++)
            Look(i);
        // Each cold page is read; of the hot ones, as pages above the leaves are, hardly any.
        (_pool.Reads - before).ShouldBeLessThan(2000 + 200);

        void Look(int cold)
        {
            _pool.ReadOptimistic(new PageId(4 + (uint)random.Next((int)hot))).Validate();
            _pool.ReadOptimistic(new PageId(4 + hot + (uint)(cold * 7 % (1000 - hot)))).Validate();
        }
    }

    [Fact]
    public void Pool_full_of_latched_pages_is_told_not_overrun()
    {
        AddPages(100);
        Should.Throw<EngineException>(() => HoldFrom(0)).SqlState.ShouldBe("53200");
        // Everything was let go on the way out.
        AddPages(100);

        void HoldFrom(uint number)
        {
            using var guard = _pool.LatchShared(new PageId(4 + number));
            HoldFrom(number + 1);
        }
    }

    [Fact]
    public void Fast_path_allocates_nothing()
    {
        AddPage(0);
        AllocationProbe.ShouldAllocateNothing(() => LookMany(50_000));

        void LookMany(int count)
        {
            for (var index = 0; index < count; index++)
            {
                _pool.ReadOptimistic(new PageId(4)).Validate();
                _pool.LatchShared(new PageId(4)).Dispose();
                _pool.LatchExclusive(new PageId(4)).Dispose();
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Concurrent_load_on_a_tiny_pool_loses_nothing(int seed)
    {
        const int pages = 200;
        const int threads = 4;
        AddPages(pages);
        var added = new long[pages];
        var failures = new List<Exception>();
        var workers = new Thread[threads];
        for (var index = 0; index < threads; index++)
        {
            var random = new Random((seed * 100) + index);
            workers[index] = new Thread(() =>
            {
                try
                {
                    Work(random, added, 4000);
                }
                catch (Exception failure)
                {
                    lock (failures)
                        failures.Add(failure);
                }
            });
            workers[index].Start();
        }

        foreach (var worker in workers)
            worker.Join(TimeSpan.FromSeconds(60)).ShouldBeTrue();
        failures.ShouldBeEmpty($"seed {seed}");
        for (uint number = 0; number < pages; number++)
        {
            using var guard = _pool.LatchShared(new PageId(4 + number));
            ReadNumber(guard.Page).ShouldBe((uint)(number + added[number]), $"seed {seed}");
        }
    }

    private void Work(Random random, long[] added, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            var number = random.Next(added.Length);
            var page = new PageId(4 + (uint)number);
            switch (random.Next(4))
            {
                case 0:
                    using (var guard = _pool.LatchExclusive(page))
                    {
                        SetPage(guard, ReadNumber(guard.Page) + 1);
                        added[number]++;
                    }

                    break;
                case 1:
                    using (var guard = _pool.LatchShared(page))
                        CheckPair(guard.Page);
                    break;
                case 2 when step % 50 == 0:
                    _pool.WriteDirtyPages(_log.End);
                    break;
                default:
                    var look = _pool.ReadOptimistic(page, step % 3 == 0 ? AccessHint.Scan : AccessHint.Normal);
                    var first = ReadNumber(look.Page);
                    var second = ((uint*)look.Page)[101];
                    if (look.Validate())
                        (first + 1).ShouldBe(second);
                    break;
            }
        }
    }

    private static void CheckPair(byte* page) => (ReadNumber(page) + 1).ShouldBe(((uint*)page)[101]);

    private static uint ReadNumber(byte* page) => ((uint*)page)[100];

    private void AddPages(uint count)
    {
        for (uint number = 0; number < count; number++)
            AddPage(number);
    }

    private Lsn AddPage(uint number)
    {
        _file.EnsurePages(4 + number + 1);
        using var guard = _pool.LatchNew(new PageId(4 + number));
        return SetPage(guard, number);
    }

    private Lsn SetPage(in WriteGuard guard, uint number)
    {
        ((uint*)guard.Page)[100] = number;
        ((uint*)guard.Page)[101] = number + 1;
        var record = new LogRecordBuilder(LogRecordKind.Structure);
        record.AddChange(guard.Id, guard.Page, SetNumber, BitConverter.GetBytes(number));
        var lsn = _log.Append(ref record);
        record.Dispose();
        guard.MarkDirty(lsn);
        return lsn;
    }
}
