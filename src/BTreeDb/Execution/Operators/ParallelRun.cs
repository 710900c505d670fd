using System.Runtime.ExceptionServices;

namespace BTreeDb.Execution.Operators;

/// <summary>One piece of work on several threads: the calling one has the number 0, workers the numbers behind it.</summary>
internal sealed class ParallelRun
{
    private readonly Action<int> _work;
    private readonly Action _stop;
    private Exception? _failure;

    private ParallelRun(Action<int> work, Action stop) => (_work, _stop) = (work, stop);

    /// <summary>
    /// Runs it. Nobody is left behind when it returns: the workers use what the caller is about to close. The first error
    /// is thrown, and <paramref name="stop"/> called at once, so that the others soon end too.
    /// </summary>
    public static void Start(int workers, Action<int> work, Action stop)
    {
        var run = new ParallelRun(work, stop);
        var tasks = new Task[workers];
        for (var i = 0; i < workers; i++)
        {
            var number = i + 1;
            tasks[i] = Task.Run(() => run.Try(number));
        }

        run.Try(0);
        Task.WaitAll(tasks);
        if (run._failure is not null)
            ExceptionDispatchInfo.Throw(run._failure);
    }

    private void Try(int number)
    {
        try
        {
            _work(number);
        }
#pragma warning disable CA1031 // It is thrown again on the calling thread.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Interlocked.CompareExchange(ref _failure, failure, null);
            _stop();
        }
    }
}
