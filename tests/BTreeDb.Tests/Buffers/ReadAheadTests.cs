using BTreeDb.Buffers;
using BTreeDb.Diagnostics;

namespace BTreeDb.Tests.Buffers;

public sealed class ReadAheadTests : IDisposable
{
    private const int Frames = 1024;
    private readonly PoolStore _store = new(Frames);

    public ReadAheadTests()
    {
        _store.AddPages(100);
        _store.Forget(Frames);
    }

    public void Dispose() => _store.Dispose();

    [Fact]
    public void Neighbours_are_read_with_one_call_and_resident_pages_not_again()
    {
        _store.Read(3).ShouldBe(3u);
        _store.ReadAhead(0, 1, 2, 3, 4, 5, 9);
        _store.Files.VectoredReads.ShouldBe([3, 2, 1]);
        _store.Pool.AheadReads.ShouldBe(6);
        _store.Pool.Reads.ShouldBe(7);
        foreach (var number in new uint[] { 0, 1, 2, 3, 4, 5, 9 })
            _store.Read(number).ShouldBe(number);
        _store.Pool.Reads.ShouldBe(7);
        _store.ReadAhead(0, 1, 2, 3, 4, 5, 9);
        _store.Files.VectoredReads.Count.ShouldBe(3);
    }

    [Fact]
    public void Damaged_page_is_met_by_who_wants_it_and_by_nobody_else()
    {
        _store.Damage(2);
        _store.ReadAhead(0, 1, 2, 3, 4);
        _store.Pool.AheadReads.ShouldBe(4);
        foreach (var number in new uint[] { 0, 1, 3, 4 })
            _store.Read(number).ShouldBe(number);
        Should.Throw<EngineException>(() => _store.Read(2)).Message.ShouldContain("invalid page 6");
        _store.Pool.Reads.ShouldBe(4);
    }

    [Fact]
    public void Pages_that_cannot_be_read_are_left_and_frames_come_back()
    {
        _store.Files.FailsRead = offset => offset == PoolStore.Page(1).Value * (long)PoolStore.PageSize;
        for (var round = 0; round < 2 * Frames; round++)
            _store.ReadAhead(0, 1, 2);
        _store.Pool.AheadReads.ShouldBe(0);
        Should.Throw<EngineException>(() => _store.Read(1)).SqlState.ShouldBe("58030");
        _store.Files.FailsRead = _ => false;
        _store.ReadAhead(0, 1, 2);
        _store.Pool.AheadReads.ShouldBe(3);
    }

    [Fact]
    public void Slow_device_is_told_what_comes_before_it_is_waited_for()
    {
        _store.Files.ReadMs = 2;
        _store.ReadAhead(0, 2, 4);
        _store.Files.Advices.ShouldBeEmpty();
        _store.ReadAhead(0, 10, 12, 13);
        _store.Files.Advices.ShouldBe([(Offset(10), PoolStore.PageSize), (Offset(12), 2 * PoolStore.PageSize)]);
        _store.Pool.AheadReads.ShouldBe(6);

        static long Offset(uint number) => PoolStore.Page(number).Value * (long)PoolStore.PageSize;
    }

    [Fact]
    public void Pages_outside_of_the_file_are_passed_over()
    {
        _store.Pool.ReadAhead([new(0), new(1), new(uint.MaxValue)], AccessHint.Scan);
        _store.Files.VectoredReads.ShouldBeEmpty();
    }

    [Fact]
    public void Latched_and_dirty_frames_are_not_waited_for()
    {
        _store.Forget(BufferPool.FramesMin);
        for (uint number = 0; number < BufferPool.FramesMin; number++)
            _store.Change(number);
        _store.ReadAhead(40, 41, 42);
        _store.Pool.AheadReads.ShouldBe(0);
        _store.Pool.Writes.ShouldBe(0);
        _store.Pool.AheadPages.ShouldBe(0);
    }

    [Fact]
    public void Hot_pages_survive_a_big_scan_that_reads_ahead()
    {
        const uint hot = 960;
        const uint step = 8;
        _store.AddPages(4000);
        _store.Forget(Frames);
        for (var round = 0; round < 2; round++)
        {
            for (uint number = 0; number < hot; number++)
                _store.Read(number);
        }

        for (var number = hot; number < 4000; number += step)
            Scan(number);
        for (var number = hot; number < 4000; number += step)
            Scan(number);
        var before = _store.Pool.Reads;
        for (uint number = 0; number < hot; number++)
            _store.Read(number);
        (_store.Pool.Reads - before).ShouldBe(0);

        void Scan(uint number)
        {
            var batch = new uint[step];
            for (uint i = 0; i < step; i++)
                batch[i] = number + i;
            _store.ReadAhead(batch);
            foreach (var page in batch)
                _store.Pool.ReadOptimistic(PoolStore.Page(page), AccessHint.Scan).Validate().ShouldBeTrue();
        }
    }

    [Fact]
    public void Threads_that_read_the_same_pages_ahead_read_each_once()
    {
        var threads = new Thread[4];
        for (var i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(() =>
            {
                for (uint number = 0; number + 10 < 100; number += 5)
                {
                    _store.ReadAhead(
                        number, number + 1, number + 2, number + 3, number + 4, number + 5, number + 6, number + 7, number + 8);
                    _store.Read(number + 9);
                }
            });
            threads[i].Start();
        }

        foreach (var thread in threads)
            thread.Join(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        for (uint number = 0; number < 100; number++)
            _store.Read(number).ShouldBe(number);
        _store.Pool.Reads.ShouldBe(100);
    }
}
