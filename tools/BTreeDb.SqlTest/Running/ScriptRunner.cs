using System.Data.Common;
using System.Diagnostics;
using BTreeDb.SqlTest.Results;
using BTreeDb.SqlTest.Scripts;

namespace BTreeDb.SqlTest.Running;

/// <summary>
/// Runs one script against a fresh database, record after record. Whatever a record does, the next one is run: only the
/// end of the process stops a script early.
/// </summary>
internal sealed class ScriptRunner
{
    private readonly string _file;
    private readonly Script _script;
    private readonly RunOptions _options;
    private readonly ConnectionSet _connections;
    private readonly IRunProgress? _progress;
    private readonly ScriptRewriter? _rewriter;
    private readonly Dictionary<string, string> _labelledResults = [];
    private readonly List<Difference> _differences = [];
    private int _hashThreshold;
    private int _passed;
    private int _failed;
    private int _skipped;

    private ScriptRunner(
        string file, Script script, ConnectionSet connections, RunOptions options, IRunProgress? progress)
    {
        _file = file;
        _script = script;
        _connections = connections;
        _options = options;
        _progress = progress;
        _rewriter = options.Rewrite ? new(script) : null;
    }

    /// <summary>Runs the script in a file; a file that cannot be read or parsed is one failure.</summary>
    public static FileResult RunFile(
        DbProviderFactory factory, string file, RunOptions options, IRunProgress? progress = null) =>
        RunFile(() => new ProviderDatabase(factory, options), file, options, progress);

    /// <summary>Runs the script in a file on a database that is made for it.</summary>
    public static FileResult RunFile(
        Func<IScriptDatabase> createDatabase, string file, RunOptions options, IRunProgress? progress = null)
    {
        try
        {
            return Run(createDatabase, file, Script.Load(file), options, progress);
        }
        catch (ScriptSyntaxException e)
        {
            return FileResult.Unusable(file, e.Line, e.Message);
        }
        catch (IOException e)
        {
            return FileResult.Unusable(file, 0, e.Message);
        }
    }

    /// <summary>Runs a script at hand.</summary>
    public static FileResult Run(
        DbProviderFactory factory, string file, Script script, RunOptions options, IRunProgress? progress = null) =>
        Run(() => new ProviderDatabase(factory, options), file, script, options, progress);

    private static FileResult Run(
        Func<IScriptDatabase> createDatabase, string file, Script script, RunOptions options, IRunProgress? progress)
    {
        using var database = createDatabase();
        using var connections = new ConnectionSet(database);
        return new ScriptRunner(file, script, connections, options, progress).RunAll();
    }

    private FileResult RunAll()
    {
        var watch = Stopwatch.StartNew();
        foreach (var record in _script.Records)
        {
            if (!RunRecord(record))
                break;
        }

        // What stands after a halt was skipped.
        _skipped = _script.SqlRecordCount - _passed - _failed;
        if (_rewriter is { HasChanges: true })
            File.WriteAllText(_file, _rewriter.ToString());
        return new(_file, _passed, _failed, _skipped, _differences, watch.Elapsed.TotalSeconds);
    }

    /// <returns>False when the script ends here.</returns>
    private bool RunRecord(ScriptRecord record)
    {
        if (!record.AppliesTo(_options.Labels))
        {
            if (record is SqlRecord)
                _skipped++;
            return true;
        }

        switch (record)
        {
            case HaltRecord:
                return false;
            case HashThresholdRecord threshold:
                _hashThreshold = threshold.Threshold;
                return true;
            default:
                RunSql((SqlRecord)record);
                return true;
        }
    }

    private void RunSql(SqlRecord record)
    {
        _progress?.Starting(record.Line, _passed, _failed, _skipped);
        var difference = Check(record);
        if (difference is null)
        {
            _passed++;
            return;
        }

        _failed++;
        if (_differences.Count < _options.MaxDifferences)
            _differences.Add(difference);
    }

    // A test runner reports whatever an engine throws, expected or not, and goes on.
#pragma warning disable CA1031
    private Difference? Check(SqlRecord record)
    {
        try
        {
            return record is QueryRecord query ? CheckQuery(query) : CheckStatement((StatementRecord)record);
        }
        catch (DbException e) when (_options.RewriteErrors && e.SqlState is not null)
        {
            _rewriter!.ReplaceByError(record, e.SqlState);
            return null;
        }
        catch (DbException e)
        {
            return Differ(record, Describe(record), Describe(e));
        }
        catch (Exception e)
        {
            return Differ(record, Describe(record), $"unexpected {e}");
        }
    }
#pragma warning restore CA1031

    private Difference? CheckStatement(StatementRecord record)
    {
        var expectation = record.Expectation;
        int affected;
        try
        {
            using var command = CreateCommand(record);
            affected = command.ExecuteNonQuery();
        }
        catch (DbException e) when (expectation.Kind == StatementExpectationKind.Error)
        {
            if (expectation.Error!.Matches(e))
                return null;
            if (_options.RewriteErrors)
                throw;
            return Differ(record, Describe(record), Describe(e));
        }

        if (expectation.Kind == StatementExpectationKind.Error)
            return Rewritten(record, "statement ok") ? null : Differ(record, Describe(record), "success");
        if (expectation.Kind == StatementExpectationKind.Ok || affected == expectation.Count)
            return null;
        _rewriter?.ReplaceHeader(record, $"statement count {affected}");
        return _rewriter is null ? Differ(record, Describe(record), $"count {affected}") : null;
    }

    private Difference? CheckQuery(QueryRecord record)
    {
        using var command = CreateCommand(record);
        using var reader = command.ExecuteReader();
        var types = record.Types;
        if (reader.FieldCount != types.Length)
        {
            types = ValueFormat.TypesOf(reader);
            if (!Rewritten(record, record.HeaderWith(types)))
                return Differ(record, $"{record.Types.Length} columns", $"{reader.FieldCount} columns");
        }

        var actual = QueryResult.Read(reader, types);
        actual.Sort(record.Sort);

        var matches = record.Expected is null || ExpectedResult.Matches(record.Expected.Value, actual);
        if (_rewriter is not null)
        {
            if (record.Expected is null || !matches)
                _rewriter.ReplaceResult(record, ExpectedResult.Render(record.Expected, actual, _hashThreshold));
            return null;
        }

        if (!matches)
            return Differ(record, Join(record.Expected!.Value), Join(Rendered(record, actual)));
        return CheckLabel(record, actual);
    }

    /// <summary>Gives the record another first line, if what a record is may be rewritten, too.</summary>
    private bool Rewritten(SqlRecord record, string header)
    {
        if (!_options.RewriteErrors)
            return false;
        _rewriter!.ReplaceHeader(record, header);
        return true;
    }

    /// <summary>Queries of one label are different ways to ask the same thing.</summary>
    private Difference? CheckLabel(QueryRecord record, QueryResult actual)
    {
        if (record.Label.Length == 0)
            return null;
        var hash = actual.HashLine();
        if (_labelledResults.TryAdd(record.Label, hash) || _labelledResults[record.Label] == hash)
            return null;
        return Differ(
            record, $"the result of label {record.Label}: {_labelledResults[record.Label]}", hash);
    }

    private IReadOnlyList<string> Rendered(QueryRecord record, QueryResult actual)
    {
        // Where the expectation is a hash, the values that made another one would flood the report.
        var isHash = record.Expected is { Length: 1 } lines && lines[0].Contains("values hashing to", StringComparison.Ordinal);
        return isHash && actual.Values.Count > 40
            ? [actual.HashLine()]
            : ExpectedResult.Render(record.Expected, actual, 0);
    }

    private DbCommand CreateCommand(SqlRecord record) =>
        _connections.CreateCommand(record.Connection, record.Sql, _options.TimeoutSeconds);

    private static Difference Differ(SqlRecord record, string expected, string actual) =>
        new(record.Line, record.Sql, expected, actual);

    private static string Describe(SqlRecord record) => record switch
    {
        StatementRecord { Expectation.Kind: StatementExpectationKind.Error } statement =>
            statement.Expectation.Error!.ToString(),
        StatementRecord { Expectation.Kind: StatementExpectationKind.Count } statement =>
            $"count {statement.Expectation.Count}",
        QueryRecord { Expected: { } lines } => Join(lines),
        _ => "success",
    };

    private static string Describe(DbException e) =>
        e.SqlState is { } state && !state.StartsWith("XX", StringComparison.Ordinal)
            ? $"error {state}: {e.Message}"
            : $"error {e.SqlState}: {e}";

    private static string Join(IReadOnlyList<string> lines) => string.Join('\n', lines);
}
