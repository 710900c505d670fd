using BTreeDb.Buffers;
using BTreeDb.Primitives;

namespace BTreeDb.Tests.Buffers;

public sealed unsafe class HybridLatchTests : IDisposable
{
    private readonly UnmanagedMemory _memory = new(4096, 64);

    public HybridLatchTests() => _memory.Clear();

    private HybridLatch* Latch => (HybridLatch*)_memory.Pointer;

    public void Dispose() => _memory.Dispose();

    [Fact]
    public void Modes_exclude_each_other_as_they_should()
    {
        Latch->TryLatchShared().ShouldBeTrue();
        Latch->TryLatchShared().ShouldBeTrue();
        Latch->TryLatchExclusive().ShouldBeFalse();
        Latch->UnlatchShared();
        Latch->UnlatchShared();
        Latch->TryLatchExclusive().ShouldBeTrue();
        Latch->TryLatchShared().ShouldBeFalse();
        Latch->TryLatchExclusive().ShouldBeFalse();
        Latch->TryReadVersion(out _).ShouldBeFalse();
        Latch->UnlatchExclusive();
        Latch->TryReadVersion(out _).ShouldBeTrue();
    }

    [Fact]
    public void Version_is_broken_by_writers_and_not_by_readers()
    {
        Latch->TryReadVersion(out var version).ShouldBeTrue();
        Latch->LatchShared();
        Latch->Validate(version).ShouldBeTrue();
        Latch->TryUpgrade(version).ShouldBeFalse();
        Latch->UnlatchShared();
        Latch->TryUpgrade(version).ShouldBeTrue();
        Latch->Validate(version).ShouldBeFalse();
        Latch->UnlatchExclusive();
        Latch->Validate(version).ShouldBeFalse();
        Latch->TryUpgrade(version).ShouldBeFalse();
    }

    [Fact]
    public void Parked_threads_are_woken()
    {
        Latch->LatchExclusive();
        var taken = 0;
        var waiters = StartThreads(6, index =>
        {
            if (index % 2 == 0)
            {
                Latch->LatchExclusive();
                taken++;
                Latch->UnlatchExclusive();
            }
            else
            {
                Latch->LatchShared();
                Latch->UnlatchShared();
            }
        });
        Thread.Sleep(150);
        Latch->UnlatchExclusive();
        Join(waiters);
        taken.ShouldBe(3);
    }

    [Fact]
    public void Optimistic_readers_never_validate_a_torn_pair_under_load()
    {
        var cells = (long*)(_memory.Pointer + 1024);
        var stop = false;
        var torn = 0;
        var validated = 0L;
        var increments = 0L;
        var threads = StartThreads(4, index =>
        {
            if (index < 2)
            {
                while (!Volatile.Read(ref stop))
                {
                    Latch->LatchExclusive();
                    cells[0]++;
                    cells[1]++;
                    increments++;
                    Latch->UnlatchExclusive();
                }
            }
            else
            {
                while (!Volatile.Read(ref stop))
                {
                    var version = Latch->WaitForVersion();
                    var first = Volatile.Read(ref cells[0]);
                    var second = Volatile.Read(ref cells[1]);
                    if (!Latch->Validate(version))
                        continue;
                    Interlocked.Increment(ref validated);
                    if (first != second)
                        Interlocked.Increment(ref torn);
                }
            }
        });
        Thread.Sleep(400);
        Volatile.Write(ref stop, true);
        Join(threads);
        torn.ShouldBe(0);
        cells[0].ShouldBe(increments);
        cells[1].ShouldBe(increments);
        validated.ShouldBeGreaterThan(0);
    }

    private static Thread[] StartThreads(int count, Action<int> body)
    {
        var threads = new Thread[count];
        for (var index = 0; index < count; index++)
        {
            var number = index;
            threads[index] = new Thread(() => body(number)) { IsBackground = true };
            threads[index].Start();
        }

        return threads;
    }

    private static void Join(Thread[] threads)
    {
        foreach (var thread in threads)
            thread.Join(TimeSpan.FromSeconds(20)).ShouldBeTrue("a thread was never woken");
    }
}
