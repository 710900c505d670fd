using BTreeDb.Diagnostics;
using BTreeDb.Recovery;
using BTreeDb.Tests.Buffers;

namespace BTreeDb.Tests.Recovery;

public sealed class PageCleanerTests : IDisposable
{
    private const int Frames = 256;
    private const int Pages = 1000;
    private readonly PoolStore _store = new(Frames);
    private readonly PageCleaner _cleaner;

    public PageCleanerTests()
    {
        _store.AddPages(Pages);
        _cleaner = new PageCleaner(_store.Pool, _store.Log);
    }

    public void Dispose()
    {
        _cleaner.Dispose();
        _store.Dispose();
    }

    [Fact]
    public void Pages_are_cleaned_beside_changes_and_nothing_is_lost()
    {
        var random = new Random(1);
        for (var round = 0; round < 100 && _store.Pool.Cleaned == 0; round++)
        {
            for (var i = 0; i < 1000; i++)
                _store.Change((uint)random.Next(Pages));
        }

        _store.Pool.Cleaned.ShouldBeGreaterThan(0);
        _store.Pool.Writes.ShouldBeGreaterThanOrEqualTo(_store.Pool.Cleaned);
        _cleaner.LastFailure.ShouldBeNull();
        for (uint number = 0; number < Pages; number++)
            _store.Read(number).ShouldBe(number);
    }

    [Fact]
    public void Full_disk_is_told_to_who_needs_a_frame_and_cleaning_goes_on_afterwards()
    {
        _store.Files.FailsWrites = true;
        Should.Throw<EngineException>(() => ChangeAll()).SqlState.ShouldBe("53100");
        SpinWait.SpinUntil(() => _cleaner.LastFailure is not null, 10_000).ShouldBeTrue();
        _store.Files.FailsWrites = false;
        for (var round = 0; round < 100 && _cleaner.LastFailure is not null; round++)
            ChangeAll();
        _cleaner.LastFailure.ShouldBeNull();
    }

    [Fact]
    public void Failed_log_ends_the_thread_and_closing_works()
    {
        _store.Log.Poison(new IOException("gone"));
        Should.Throw<EngineException>(() => ReadAll());
        _cleaner.Dispose();

        void ReadAll()
        {
            // All frames are dirty and have to stay.
            for (uint number = 0; number < Pages; number++)
                _store.Read(number);
        }
    }

    private void ChangeAll()
    {
        for (uint number = 0; number < Pages; number++)
            _store.Change(number);
    }
}
