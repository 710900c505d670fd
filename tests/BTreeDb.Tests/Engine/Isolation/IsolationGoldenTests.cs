using System.Text;

namespace BTreeDb.Tests.Engine.Isolation;

/// <summary>
/// The anomalies of Adya and Berenson as schedules (tests/golden/isolation), each run at each level: what happens must be
/// what the file says. Set BTREEDB_REWRITE_GOLDEN to write down what happens.
/// </summary>
public sealed class IsolationGoldenTests
{
    private static readonly string[] Levels = ["read committed", "repeatable read", "serializable"];

    public static TheoryData<string> Files()
    {
        var data = new TheoryData<string>();
        foreach (var path in Directory.EnumerateFiles(Folder(), "*.txt").Order(StringComparer.Ordinal))
            data.Add(Path.GetFileNameWithoutExtension(path));
        return data;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Schedule_runs_as_written_at_each_level(string file)
    {
        var path = Path.Combine(Folder(), file + ".txt");
        var text = File.ReadAllText(path);
        var schedule = Schedule.Parse(text);
        var actual = new StringBuilder(schedule.Head);
        foreach (var level in Levels)
        {
            using var run = new ScheduleRun(schedule, level);
            actual.Append('\n').Append(run.Run());
        }

        if (Environment.GetEnvironmentVariable("BTREEDB_REWRITE_GOLDEN") is not null)
            File.WriteAllText(path, actual.ToString());
        else
            actual.ToString().ShouldBe(text);
    }

    [Fact]
    public void Table_says_what_the_schedules_say()
    {
        var table = new StringBuilder("| Anomaly | read committed | repeatable read | serializable |\n| --- | --- | --- | --- |\n");
        foreach (var path in Directory.EnumerateFiles(Folder(), "*.txt").Order(StringComparer.Ordinal))
        {
            var text = File.ReadAllText(path);
            var schedule = Schedule.Parse(text);
            if (schedule.Anomaly.Count == 0)
                continue;
            table.Append($"| {schedule.Title} |");
            foreach (var level in Levels)
                table.Append(text.Contains($"--- {level}: prevented", StringComparison.Ordinal) ? " prevented |" : " possible |");
            table.Append('\n');
        }

        Check(Path.Combine(Folder(), "table.md"), _ => table.ToString());
        Check(Path.Combine(Root(), "README.md"), text => ReplaceTable(text, table.ToString()));
    }

    /// <summary>A file must be as it would be written, or is written so.</summary>
    private static void Check(string file, Func<string, string> write)
    {
        var text = File.ReadAllText(file);
        if (Environment.GetEnvironmentVariable("BTREEDB_REWRITE_GOLDEN") is not null)
            File.WriteAllText(file, write(text));
        else
            text.ShouldBe(write(text));
    }

    private static string ReplaceTable(string text, string table)
    {
        const string Begin = "<!-- isolation table: written by IsolationGoldenTests -->\n";
        var from = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var to = text.IndexOf("<!-- end -->", from, StringComparison.Ordinal);
        return $"{text[..from]}{table}{text[to..]}";
    }

    private static string Folder() => Path.Combine(Root(), "tests", "golden", "isolation");

    private static string Root()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "BTreeDb.sln")))
            directory = Path.GetDirectoryName(directory) ?? throw new DirectoryNotFoundException("BTreeDb.sln");
        return directory;
    }
}
