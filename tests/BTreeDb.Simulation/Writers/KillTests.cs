using System.Globalization;
using BTreeDb.Files;

namespace BTreeDb.Simulation.Writers;

/// <summary>Kills a process (SIGKILL) while four writers commit to a real file, and looks at what is left.</summary>
public sealed class KillTests : IDisposable
{
    private const int Kills = 50;
    private readonly string _directory = Directory.CreateTempSubdirectory("btreedb-kill-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Killed_process_leaves_all_that_it_has_acknowledged_and_nothing_in_part()
    {
        var path = Path.Combine(_directory, "x.db");
        var random = new Random(1);
        var acknowledged = new int[KilledProcess.Writers];
        for (var kill = 1; kill <= Kills; kill++)
        {
            var context = $"kill {kill}";
            WriteAndKill(path, acknowledged, random.Next(1, 300));
            using var rows = WriterRows.Open(RealFileSystem.Instance, path);
            acknowledged = rows.Check(acknowledged, context);
            rows.Verify(context);
            // Now and then the next process finds what a crash left, not what we closed.
            if (kill % 3 == 0)
                rows.Engine.Abandon();
        }

        var total = 0;
        foreach (var count in acknowledged)
            total += count;
        total.ShouldBeGreaterThan(Kills * 50);
    }

    /// <summary>Kills the process in the middle of its work, some acknowledgements after the first.</summary>
    private static void WriteAndKill(string path, int[] acknowledged, int acknowledgements)
    {
        using var process = ChildProgram.Start(KilledProcess.Command, path);
        foreach (var count in acknowledged)
            process.StandardInput.WriteLine(count.ToString(CultureInfo.InvariantCulture));
        process.StandardInput.Close();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            var parts = line.Split(' ');
            acknowledged[int.Parse(parts[0], CultureInfo.InvariantCulture)] = int.Parse(parts[1], CultureInfo.InvariantCulture);
            if (--acknowledgements == 0)
                process.Kill();
        }

        process.WaitForExit();
        process.ExitCode.ShouldNotBe(0, "the writer ended by itself");
        acknowledgements.ShouldBeLessThanOrEqualTo(0, process.StandardError.ReadToEnd());
    }
}
