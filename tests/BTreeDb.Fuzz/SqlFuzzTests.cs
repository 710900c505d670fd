using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace BTreeDb.Fuzz;

/// <summary>
/// Mutated statements end with rows or with an error that has a SQLSTATE: no crash, no hang, no internal error.
/// BTREEDB_FUZZ_SECONDS says for how long, BTREEDB_FUZZ_SEED replays, BTREEDB_FUZZ_SCRIPT names the only scripts to run.
/// </summary>
public sealed class SqlFuzzTests(ITestOutputHelper output)
{
    private const int SecondsByDefault = 5;
    private const int HangSeconds = 60;
    private const int FindingsMax = 50;

    private readonly List<string> _findings = [];
    private readonly HashSet<string> _kinds = [];
    private long _startedAt;
    private string _running = "";

    [Fact]
    public void Mutated_statements_end_with_rows_or_a_SQLSTATE()
    {
        var seed = Setting("BTREEDB_FUZZ_SEED", Environment.TickCount);
        var seconds = Setting("BTREEDB_FUZZ_SECONDS", SecondsByDefault);
        output.WriteLine($"BTREEDB_FUZZ_SEED={seed} dotnet test tests/BTreeDb.Fuzz -c Release");
        var corpus = SqlCorpus.Load(Environment.GetEnvironmentVariable("BTREEDB_FUZZ_SCRIPT") ?? "");
        using var journal = new StatementJournal(Path.Combine(Path.GetTempPath(), $"btreedb-fuzz-{Environment.ProcessId}.sql"));
        using var watch = new Timer(_ => EndIfHung(journal), null, 1000, 1000);

        var end = Stopwatch.GetTimestamp() + (seconds * Stopwatch.Frequency);
        var statements = 0L;
        for (var round = 0; Stopwatch.GetTimestamp() < end && _findings.Count < FindingsMax; round++)
            statements += RunRound(corpus, new Random(seed + round), journal, end);
        output.WriteLine($"{statements} statements in {seconds} s");
        _findings.ShouldBeEmpty($"seed {seed}");
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    /// <summary>One script on one database, with mutants between its statements.</summary>
    private long RunRound(SqlCorpus corpus, Random random, StatementJournal journal, long end)
    {
        journal.Restart();
        using var database = new FuzzDatabase();
        var tokens = new TokenMutator(corpus, random);
        var trees = new TreeMutator(corpus, random);
        var count = 0L;
        foreach (var statement in corpus.Scripts[random.Next(corpus.Scripts.Count)])
        {
            if (Stopwatch.GetTimestamp() > end)
                break;
            for (var mutants = random.Next(4); mutants > 0; mutants--, count++)
            {
                var mutant = random.Next(2) == 0 ? tokens.Mutate(statement) : trees.Mutate(statement) ?? tokens.Mutate(statement);
                if (!SqlCorpus.TouchesFiles(mutant))
                    Run(database, mutant, journal);
            }

            Run(database, statement, journal);
            count++;
        }

        return count;
    }

    private void Run(FuzzDatabase database, string sql, StatementJournal journal)
    {
        journal.Note(sql);
        _running = sql;
        Volatile.Write(ref _startedAt, Stopwatch.GetTimestamp());
        var wrong = database.Run(sql);
        Volatile.Write(ref _startedAt, 0);
        // One finding for each place in the code.
        if (wrong is not null && _kinds.Add(PlaceOf(wrong)))
            _findings.Add($"{sql}\n=> {wrong}\nafter {journal.Keep(_findings.Count)}\n");
    }

    private static string PlaceOf(string error)
    {
        var lines = error.Split('\n');
        foreach (var line in lines)
        {
            if (line.Contains("   at BTreeDb.", StringComparison.Ordinal))
                return line;
        }

        return lines[0];
    }

    private void EndIfHung(StatementJournal journal)
    {
        var started = Volatile.Read(ref _startedAt);
        if (started != 0 && Stopwatch.GetElapsedTime(started).TotalSeconds > HangSeconds)
            Environment.FailFast($"a statement hangs; see {journal.Path}: {_running}");
    }
}
