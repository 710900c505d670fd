using System.Runtime.CompilerServices;
using BTreeDb.SqlTest.Scripts;

namespace BTreeDb.Fuzz;

/// <summary>The statements of all scripts under tests/sql, and of the shared corpora where they are.</summary>
internal sealed class SqlCorpus
{
    private readonly List<string[]> _scripts = [];
    private readonly List<string> _statements = [];

    private SqlCorpus(IEnumerable<string> files, string only)
    {
        foreach (var file in files)
            Add(file, only);
    }

    /// <summary>The statements of each script, in order.</summary>
    public IReadOnlyList<string[]> Scripts => _scripts;

    /// <summary>All statements.</summary>
    public IReadOnlyList<string> Statements => _statements;

    /// <summary>Reads the scripts.</summary>
    /// <param name="only">A part of the names of the scripts to run; pieces to mutate with come from all.</param>
    public static SqlCorpus Load(string only)
    {
        var files = new List<string>(Directory.GetFiles(SqlFolder(), "*.test", SearchOption.AllDirectories));
        var shared = Path.Combine(
            Environment.GetEnvironmentVariable("BTREEDB_SHARED") ?? Path.Combine(SqlFolder(), "../../../shared"), "pg");
        if (Directory.Exists(shared))
            files.AddRange(Directory.GetFiles(shared, "*.slt", SearchOption.AllDirectories));
        files.Sort(string.CompareOrdinal);
        return new SqlCorpus(files, only);
    }

    private static string SqlFolder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../sql");

    private void Add(string file, string only)
    {
        var statements = new List<string>();
        foreach (var record in Script.Load(file).Records)
        {
            if (record is SqlRecord sql && !TouchesFiles(sql.Sql))
                statements.Add(sql.Sql);
        }

        if (file.Contains(only, StringComparison.Ordinal))
            _scripts.Add([.. statements]);
        _statements.AddRange(statements);
    }

    /// <summary>A mutated file name could be anything.</summary>
    public static bool TouchesFiles(string sql) =>
        sql.Contains("copy", StringComparison.OrdinalIgnoreCase) || sql.Contains("backup", StringComparison.OrdinalIgnoreCase);
}
