using BTreeDb.Execution.Operators;
using Shouldly;
using Xunit;

namespace BTreeDb.Tests.Execution.Operators;

/// <summary>Work on several threads is done once each, ends before the caller goes on, and hands on the first error.</summary>
public sealed class ParallelRunTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public void Each_number_is_worked_on_once_before_the_caller_goes_on(int workers)
    {
        for (var i = 0; i < 20; i++)
        {
            var done = new int[workers + 1];
            ParallelRun.Start(workers, number => Interlocked.Increment(ref done[number]), () => { });
            done.ShouldAllBe(count => count == 1);
        }
    }

    [Fact]
    public void Work_that_no_thread_is_free_for_is_done_by_the_caller()
    {
        // More runs inside runs than the pool has threads: each caller inside holds a thread of the pool.
        var done = 0;
        ParallelRun.Start(
            64,
            _ => ParallelRun.Start(3, _ => Interlocked.Increment(ref done), () => { }),
            () => { });
        done.ShouldBe(65 * 4);
    }

    [Fact]
    public void The_first_error_is_thrown_when_all_have_ended()
    {
        var stopped = 0;
        var ended = 0;
        using var failed = new ManualResetEventSlim();
        var thrown = Should.Throw<InvalidOperationException>(() => ParallelRun.Start(
            1,
            number =>
            {
                if (number == 1)
                    throw new InvalidOperationException("first");
                failed.Wait(TimeSpan.FromSeconds(30));
                Interlocked.Increment(ref ended);
                throw new NotSupportedException("second");
            },
            () =>
            {
                Interlocked.Increment(ref stopped);
                failed.Set();
            }));
        thrown.Message.ShouldBe("first");
        (stopped, ended).ShouldBe((2, 1));
    }
}
