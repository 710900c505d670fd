using BTreeDb.Engine;
using BTreeDb.Files;

namespace BTreeDb.Simulation.Histories;

/// <summary>Makes a history: several sessions on one database, by a scheduler with a seed or by real threads.</summary>
internal static class HistoryRun
{
    /// <summary>Makes one.</summary>
    public static History Make(HistoryOptions options)
    {
        var settings = new EngineSettings { PageSize = 4096, BufferPoolBytes = 4 << 20, Durability = DurabilityMode.Off };
        var engine = DatabaseEngine.Open(new MemoryFileSystem(), ":memory:", settings);
        try
        {
            engine.Transactions.Serialization.IsOn = options.DetectsConflicts;
            engine.Transactions.Reclaimer.IsPaused = !options.IsThreaded;
            HistorySql.CreateObjects(engine.OpenSession());
            var history = new History();
            foreach (var client in RunClients(engine, options))
            {
                history.Transactions.AddRange(client.Done);
                client.Dispose();
            }

            ReadFinalLists(engine.OpenSession(), history);
            return history;
        }
        finally
        {
            engine.Close();
        }
    }

    private static List<HistoryClient> RunClients(DatabaseEngine engine, HistoryOptions options)
    {
        var progress = new HistoryProgress(options.Transactions);
        var clients = new List<HistoryClient>();
        for (var i = 0; i < options.Sessions; i++)
            clients.Add(new HistoryClient(engine.OpenSession(), options, progress, i));
        if (options.IsThreaded)
            RunThreads(clients);
        else
            RunSteps(engine, clients, progress, options.Seed);
        return clients;
    }

    private static void RunThreads(List<HistoryClient> clients)
    {
        var tasks = new List<Task>();
        foreach (var client in clients)
        {
            tasks.Add(Task.Factory.StartNew(
                () => RunToEnd(client),
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        }

        Task.WaitAll([.. tasks]);
    }

    private static void RunToEnd(HistoryClient client)
    {
        try
        {
            while (!client.IsDone)
                client.Step();
        }
        catch
        {
            // Its locks must go, or the others wait for ever.
            client.Dispose();
            throw;
        }
    }

    private static void RunSteps(DatabaseEngine engine, List<HistoryClient> clients, HistoryProgress progress, int seed)
    {
        using var scheduler = new StepScheduler(clients, progress, seed);
        engine.Transactions.Waits.Park = scheduler.Park;
        var steps = 0;
        while (scheduler.Step())
        {
            if (++steps % 256 == 0)
                engine.Transactions.Reclaimer.ReclaimNow();
        }
    }

    private static void ReadFinalLists(Session session, History history)
    {
        using var sql = new HistorySql(session);
        foreach (var read in sql.ReadRange(0, int.MaxValue, 0))
        {
            if (read.Elements is { } elements)
                history.FinalLists.Add(read.Key, elements);
        }
    }
}
