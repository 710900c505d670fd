using System.Globalization;
using System.Text;
using Xunit.Abstractions;

namespace BTreeDb.Simulation.Histories;

/// <summary>
/// Random histories at each isolation level, and what a level promises to prevent must not be in them. More of them:
/// BTREEDB_HISTORY_FIRST, BTREEDB_HISTORY_SEEDS and BTREEDB_HISTORY_TRANSACTIONS (see the README).
/// </summary>
public sealed class HistoryTests(ITestOutputHelper output)
{
    private static readonly string[] Levels = ["read committed", "repeatable read", "serializable"];

    public static TheoryData<string> AllLevels() => [.. Levels];

    [Theory]
    [MemberData(nameof(AllLevels))]
    public void Level_prevents_what_it_promises(string level) =>
        RunSeeds(new HistoryOptions { Level = level, Seed = 0, Transactions = Setting("BTREEDB_HISTORY_TRANSACTIONS", 400) });

    [Theory]
    [MemberData(nameof(AllLevels))]
    public void Level_prevents_what_it_promises_on_real_threads(string level) =>
        RunSeeds(new HistoryOptions
        {
            Level = level, Seed = 0, Transactions = Setting("BTREEDB_HISTORY_TRANSACTIONS", 400), IsThreaded = true,
        });

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void Coarse_locks_lose_nothing(int predicateLocksMax) => RunSeeds(new HistoryOptions
    {
        Level = "serializable", Seed = 0, Transactions = 400, PredicateLocksMax = predicateLocksMax,
    });

    [Fact]
    public void Checker_finds_anomalies_when_conflicts_are_not_detected()
    {
        var found = new HashSet<Anomaly>();
        for (var seed = 1; seed <= 5; seed++)
        {
            var options = new HistoryOptions { Level = "serializable", Seed = seed, DetectsConflicts = false };
            foreach (var finding in HistoryChecker.Check(HistoryRun.Make(options)))
                found.Add(finding.Anomaly);
        }

        found.ShouldContain(Anomaly.WriteSkew);
        found.ShouldContain(Anomaly.G2Item);
        found.ShouldContain(Anomaly.G2);
        found.ShouldNotContain(Anomaly.GSingle);
    }

    [Fact]
    public void Checker_finds_what_read_committed_lets_through()
    {
        var found = new HashSet<Anomaly>();
        for (var seed = 1; seed <= 3; seed++)
        {
            foreach (var finding in HistoryChecker.Check(HistoryRun.Make(new HistoryOptions { Level = "read committed", Seed = seed })))
                found.Add(finding.Anomaly);
        }

        found.ShouldContain(Anomaly.GSingle);
        found.ShouldContain(Anomaly.LostUpdate);
    }

    [Fact]
    public void Same_seed_makes_the_same_history()
    {
        var options = new HistoryOptions { Level = "serializable", Seed = 7, Transactions = 200 };
        Print(HistoryRun.Make(options)).ShouldBe(Print(HistoryRun.Make(options)));
    }

    private static bool IsPrevented(Anomaly anomaly, string level) => level switch
    {
        "read committed" => anomaly < Anomaly.LostUpdate,
        "repeatable read" => anomaly < Anomaly.WriteSkew,
        _ => true,
    };

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : usual;

    private static string Print(History history)
    {
        var text = new StringBuilder();
        foreach (var transaction in history.Transactions.OrderBy(static t => t.Number))
        {
            text.Append(CultureInfo.InvariantCulture, $"{transaction} {transaction.IsCommitted}:");
            foreach (var read in transaction.Reads)
                text.Append(CultureInfo.InvariantCulture, $" r{read.Key}={string.Join('.', read.Elements ?? [])}/{read.Version}");
            foreach (var write in transaction.Writes)
                text.Append(CultureInfo.InvariantCulture, $" w{write.Key}={write.Element}");
            text.Append('\n');
        }

        return text.ToString();
    }

    private void RunSeeds(HistoryOptions options)
    {
        var first = Setting("BTREEDB_HISTORY_FIRST", 1);
        var seeds = Setting("BTREEDB_HISTORY_SEEDS", 3);
        var counts = new SortedDictionary<Anomaly, int>();
        var (transactions, committed) = (0, 0);
        var failures = new StringBuilder();
        for (var seed = first; seed < first + seeds; seed++)
        {
            var history = HistoryRun.Make(options with { Seed = seed });
            transactions += history.Transactions.Count;
            committed += history.Transactions.Count(static t => t.IsCommitted);
            var found = HistoryChecker.Check(history);
            foreach (var anomaly in found.Select(static f => f.Anomaly).Distinct())
                counts[anomaly] = counts.GetValueOrDefault(anomaly) + 1;
            foreach (var finding in found.Where(f => IsPrevented(f.Anomaly, options.Level)).Take(5))
                failures.Append(CultureInfo.InvariantCulture, $"seed {seed} of {options}: {finding.Anomaly}: {finding.Description}\n");
        }

        var summary = string.Create(CultureInfo.InvariantCulture,
            $"{options.Level}, {(options.IsThreaded ? "threads" : "steps")}: {seeds} seeds, {transactions} transactions, {committed} committed; ")
            + string.Join(", ", counts.Select(static c => $"{c.Key} in {c.Value}"));
        output.WriteLine(summary);
        if (Environment.GetEnvironmentVariable("BTREEDB_HISTORY_SEEDS") is not null)
            Console.WriteLine(summary);
        failures.ToString().ShouldBe("");
    }
}
