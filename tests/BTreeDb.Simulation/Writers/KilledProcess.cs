using System.Globalization;
using BTreeDb.Files;

namespace BTreeDb.Simulation.Writers;

/// <summary>
/// The program that <see cref="KillTests"/> starts and kills: four writers on a real file, each saying on standard
/// output what was acknowledged. The test project's own entry point, so that no other program has to be built.
/// </summary>
public static class KilledProcess
{
    public const int Writers = 4;
    private const string Command = "write-until-killed";

    /// <summary>Runs when the test assembly is executed as a program.</summary>
    public static int Main(string[] args)
    {
        if (args.Length != 2 || args[0] != Command)
            return 1;
        using var rows = WriterRows.Open(RealFileSystem.Instance, args[1]);
        // What an earlier process may have committed without being able to say so is found by looking.
        var counts = ReadCounts();
        var output = Console.Out;
        var threads = new Thread[Writers];
        for (var index = 0; index < Writers; index++)
        {
            var writer = index;
            threads[writer] = new Thread(() => Write(rows, writer, counts[writer], output));
            threads[writer].Start();
        }

        foreach (var thread in threads)
            thread.Join();
        return 0;
    }

    /// <summary>The arguments that start the program.</summary>
    internal static string[] Arguments(string path) => [typeof(KilledProcess).Assembly.Location, Command, path];

    private static int[] ReadCounts()
    {
        var counts = new int[Writers];
        for (var writer = 0; writer < Writers; writer++)
            counts[writer] = int.Parse(Console.In.ReadLine()!, CultureInfo.InvariantCulture);
        return counts;
    }

    private static void Write(WriterRows rows, int writer, int number, TextWriter output)
    {
        for (; ; number++)
        {
            rows.RunTransaction(writer, number);
            lock (output)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{writer} {number + 1}"));
                output.Flush();
            }
        }
    }
}
