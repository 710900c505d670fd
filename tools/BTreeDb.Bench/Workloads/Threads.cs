namespace BTreeDb.Bench.Workloads;

/// <summary>Runs the same work on several threads.</summary>
internal static class Threads
{
    /// <summary>Runs it with numbers from zero and waits for all.</summary>
    public static void Run(int count, Action<int> work)
    {
        var tasks = new Task[count];
        for (var i = 0; i < count; i++)
        {
            var number = i;
            tasks[i] = Task.Factory.StartNew(
                () => work(number), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        Task.WaitAll(tasks);
    }
}
