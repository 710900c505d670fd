using BTreeDb.SqlTest.Running;

namespace BTreeDb.SqlTest.Workers;

/// <summary>Runs files on a number of worker processes and hands out each result as it comes.</summary>
internal static class WorkerPool
{
    /// <summary>Runs all files.</summary>
    /// <param name="files">The scripts.</param>
    /// <param name="jobs">How many processes work at once.</param>
    /// <param name="options">How to run them.</param>
    /// <param name="completed">Called for each file, one call at a time.</param>
    public static void Run(IReadOnlyList<string> files, int jobs, RunOptions options, Action<FileResult> completed)
    {
        var next = -1;
        var report = new object();
        var threads = new Thread[Math.Min(jobs, files.Count)];
        for (var i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(Work) { Name = $"worker {i}" };
            threads[i].Start();
        }

        foreach (var thread in threads)
            thread.Join();

        void Work()
        {
            using var worker = new WorkerProcess(options);
            while (Interlocked.Increment(ref next) is var index && index < files.Count)
            {
                var result = worker.Run(files[index]);
                lock (report)
                    completed(result);
            }
        }
    }
}
