using System.Collections.Immutable;

namespace BTreeDb.SqlTest.Scripts;

/// <summary>A parsed script; the lines are kept so that expected results can be rewritten in place.</summary>
/// <param name="Lines">The text, without line ends.</param>
/// <param name="Records">The records in order.</param>
internal sealed record Script(ImmutableArray<string> Lines, ImmutableArray<ScriptRecord> Records)
{
    /// <summary>How many records send SQL.</summary>
    public int SqlRecordCount
    {
        get
        {
            var count = 0;
            foreach (var record in Records)
            {
                if (record is SqlRecord)
                    count++;
            }

            return count;
        }
    }

    /// <summary>Reads and parses a file.</summary>
    public static Script Load(string path) => ScriptParser.Parse(File.ReadAllText(path));
}
