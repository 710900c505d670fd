using System.Globalization;
using BTreeDb.Files;

namespace BTreeDb.Simulation.Writers;

/// <summary>
/// The program that <see cref="KillTests"/> starts and kills: four writers on a real file, each saying on standard
/// output what was acknowledged.
/// </summary>
internal static class KilledProcess
{
    public const int Writers = 4;
    internal const string Command = "write-until-killed";

    /// <summary>Writes until killed.</summary>
    internal static int Run(string path)
    {
        using var rows = WriterRows.Open(RealFileSystem.Instance, path);
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
