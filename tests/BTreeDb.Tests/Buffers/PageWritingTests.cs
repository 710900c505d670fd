using BTreeDb.Buffers;
using BTreeDb.Diagnostics;

namespace BTreeDb.Tests.Buffers;

public sealed class PageWritingTests : IDisposable
{
    private const int Frames = 256;
    private readonly PoolStore _store = new(Frames);

    public PageWritingTests()
    {
        _store.AddPages(1000);
        _store.Forget(Frames);
        _store.Files.VectoredWrites.Clear();
    }

    public void Dispose() => _store.Dispose();

    [Fact]
    public void Checkpoint_writes_neighbours_with_one_call()
    {
        for (uint number = 0; number < 50; number++)
            _store.Change(number);
        _store.Change(60);
        _store.Change(70);
        _store.Change(71);
        _store.Pool.WriteDirtyPages(_store.Log.End).ShouldBe(53);
        _store.Files.VectoredWrites.ShouldBe([32, 18, 2]);
        _store.Pool.Writes.ShouldBe(53);
        _store.Pool.CountDirtyPages().ShouldBe(0);
        _store.Forget(Frames);
        for (uint number = 0; number < 80; number++)
            _store.Read(number).ShouldBe(number);
    }

    [Fact]
    public void Neighbours_that_were_changed_later_are_left()
    {
        _store.Change(0);
        _store.Change(1);
        _store.Change(3);
        var middle = _store.Log.End;
        _store.Change(2);
        _store.Pool.WriteDirtyPages(middle).ShouldBe(3);
        _store.Files.VectoredWrites.ShouldBe([2]);
        _store.Pool.CountDirtyPages().ShouldBe(1);
    }

    [Fact]
    public void Latched_neighbours_are_left_by_who_does_not_have_to_wait()
    {
        Dirty(10);
        using (_store.Pool.LatchExclusive(PoolStore.Page(4)))
            _store.Pool.CleanAhead().ShouldBe(9);
        _store.Files.VectoredWrites.ShouldBe([4, 5]);
        _store.Pool.CountDirtyPages().ShouldBe(1);
    }

    [Fact]
    public void Log_is_durable_before_pages_are_cleaned()
    {
        Dirty(10);
        var end = _store.Log.End;
        _store.Log.DurableEnd.ShouldBeLessThan(end);
        _store.Pool.CleanAhead().ShouldBe(10);
        _store.Log.DurableEnd.ShouldBeGreaterThanOrEqualTo(end);
        _store.Pool.Cleaned.ShouldBe(10);
    }

    [Fact]
    public void Pages_that_cannot_be_written_stay_dirty_and_whoever_needs_a_frame_hears_why()
    {
        Dirty(Frames);
        _store.Files.FailsWrites = true;
        Should.Throw<EngineException>(() => _store.Pool.CleanAhead()).SqlState.ShouldBe("53100");
        _store.Pool.CountDirtyPages().ShouldBe(Frames);
        Should.Throw<EngineException>(() => _store.Read(900)).SqlState.ShouldBe("53100");
        _store.Files.FailsWrites = false;
        _store.Read(900).ShouldBe(900u);
        _store.Pool.WriteDirtyPages(_store.Log.End).ShouldBeGreaterThan(0);
        _store.Forget(Frames);
        for (uint number = 0; number < Frames; number++)
            _store.Read(number).ShouldBe(number);
    }

    [Fact]
    public void Nobody_is_asked_to_clean_while_pages_are_only_read()
    {
        var asked = 0;
        _store.Pool.CleaningWanted = () => asked++;
        for (uint number = 0; number < 1000; number++)
            _store.Read(number);
        asked.ShouldBe(0);
        for (uint number = 0; number < 500; number++)
            _store.Change(number);
        asked.ShouldBeGreaterThan(0);
        // As long as there is something to clean, it is wanted again after some evictions, and then no more.
        _store.Pool.CleanAhead().ShouldBeGreaterThan(0);
        _store.Pool.WriteDirtyPages(_store.Log.End);
        _store.Pool.CleanAhead().ShouldBe(0);
        asked = 0;
        for (uint number = 0; number < 1000; number++)
            _store.Read(number);
        asked.ShouldBe(0);
    }

    [Fact]
    public void Page_that_is_evicted_takes_its_durable_neighbours_along()
    {
        Dirty(Frames);
        _store.Log.SyncToEnd();
        _store.Read(900);
        _store.Files.VectoredWrites.ShouldBe([32]);
        _store.Pool.Writes.ShouldBe(32);
    }

    /// <summary>Changes pages that were not resident: they are used once, so the hand takes them first.</summary>
    private void Dirty(uint count)
    {
        for (uint number = 0; number < count; number++)
            _store.Change(number);
    }
}
