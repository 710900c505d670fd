using System.Runtime.CompilerServices;
using BTreeDb.Primitives;
using BTreeDb.Wal;

namespace BTreeDb.Tests.Wal;

/// <summary>
/// The log format as text, in tests/golden/wal. Set BTREEDB_REWRITE=1 to write the file anew after a wanted change.
/// </summary>
public sealed class LogDumpTests
{
    [Fact]
    public void Dump_of_a_short_log_equals_the_golden_file()
    {
        using var bed = new LogTestBed();
        var first = bed.Append("insert", LogRecordKind.Change, 1, undoBytes: 4);
        var second = bed.Append("another", LogRecordKind.Change, 1, first, undoBytes: 40);
        bed.Append("fresh page", flags: PageChangeFlags.Initializes);
        bed.AppendPlain(LogRecordKind.Commit, 1, second);
        bed.Append("left open", LogRecordKind.Change, 2, undoBytes: 2);
        bed.Log.BeginCheckpoint(out _);
        bed.Append("becomes an image");
        bed.Log.EndCheckpoint();
        var output = new StringWriter { NewLine = "\n" };
        LogDump.Write(bed.Log.OpenReader(bed.First), output);
        Compare("short-log.txt", output.ToString());
    }

    private static void Compare(string name, string actual, [CallerFilePath] string thisFile = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(thisFile)!, "../../golden/wal", name);
        if (Environment.GetEnvironmentVariable("BTREEDB_REWRITE") == "1")
            File.WriteAllText(path, actual);
        actual.ShouldBe(File.ReadAllText(path));
    }
}
