using System.Runtime.ExceptionServices;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// One piece of work on several threads: the calling one has the number 0, workers the numbers behind it. The calling thread
/// does what no worker has begun when it has done its own, so that it waits for nobody who waits for a thread.
/// </summary>
internal sealed class ParallelRun
{
    private readonly Action<int> _work;
    private readonly Action _stop;
    private readonly int[] _begun;
    private Exception? _failure;

    private ParallelRun(int workers, Action<int> work, Action stop) =>
        (_work, _stop, _begun) = (work, stop, new int[workers + 1]);

    /// <summary>
    /// Runs it. Nobody is left behind when it returns: the workers use what the caller is about to close. The first error
    /// is thrown, and <paramref name="stop"/> called at once, so that the others soon end too.
    /// </summary>
    public static void Start(int workers, Action<int> work, Action stop)
    {
        var run = new ParallelRun(workers, work, stop);
        var tasks = new Task[workers];
        for (var i = 0; i < workers; i++)
        {
            var number = i + 1;
            tasks[i] = Task.Run(() => run.TryBegin(number));
        }

        run.TryBegin(0);
        for (var i = 0; i < workers; i++)
        {
            if (!run.TryBegin(i + 1))
                tasks[i].Wait();
        }

        if (run._failure is not null)
            ExceptionDispatchInfo.Throw(run._failure);
    }

    /// <summary>Does the work of a number, unless somebody else has begun it.</summary>
    private bool TryBegin(int number)
    {
        if (Interlocked.Exchange(ref _begun[number], 1) != 0)
            return false;
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

        return true;
    }
}
