using System.Collections.Immutable;
using System.Globalization;

namespace BTreeDb.SqlTest.Scripts;

/// <summary>
/// Reads sqllogictest's format. Records are separated by blank lines; a line that starts with <c>#</c> between records is
/// a comment. The keywords are <c>statement</c>, <c>query</c>, <c>onlyif</c>, <c>skipif</c>, <c>halt</c>,
/// <c>hash-threshold</c> and, for scripts with more than one session, <c>connection NAME</c> before a record.
/// </summary>
internal sealed class ScriptParser
{
    private const string ResultSeparator = "----";

    private readonly ImmutableArray<string> _lines;
    private readonly ImmutableArray<ScriptRecord>.Builder _records = ImmutableArray.CreateBuilder<ScriptRecord>();
    private readonly List<ScriptCondition> _conditions = [];
    private string _connection = "";
    private int _next;

    private ScriptParser(string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
            lines[i] = lines[i].TrimEnd('\r');
        _lines = [.. lines];
    }

    /// <summary>Parses a script.</summary>
    /// <exception cref="ScriptSyntaxException">A line is not of the format.</exception>
    public static Script Parse(string text)
    {
        var parser = new ScriptParser(text);
        while (parser._next < parser._lines.Length)
            parser.ParseLine();
        if (parser._conditions.Count > 0)
            throw new ScriptSyntaxException(parser._lines.Length, "a condition without a record");
        return new(parser._lines, parser._records.ToImmutable());
    }

    private void ParseLine()
    {
        var index = _next++;
        var line = _lines[index];
        if (string.IsNullOrWhiteSpace(line) || line[0] == '#')
            return;

        var words = WordsOf(line);
        switch (words[0])
        {
            case "onlyif" or "skipif":
                _conditions.Add(new(words[0] == "onlyif", Word(words, 1, index)));
                break;
            case "connection":
                _connection = Word(words, 1, index);
                break;
            case "statement":
                Add(ParseStatement(index, words));
                break;
            case "query" when words.Length > 1 && words[1] == "error":
                Add(ParseStatement(index, words));
                break;
            case "query":
                Add(ParseQuery(index, words));
                break;
            case "hash-threshold":
                Add(new HashThresholdRecord(index + 1, TakeConditions(), (int)Number(Word(words, 1, index), index)));
                break;
            case "halt":
                Add(new HaltRecord(index + 1, TakeConditions()));
                break;
            default:
                throw new ScriptSyntaxException(index + 1, $"unknown keyword \"{words[0]}\"");
        }
    }

    private void Add(ScriptRecord record)
    {
        _records.Add(record);
        if (record is SqlRecord)
            _connection = "";
    }

    private StatementRecord ParseStatement(int index, string[] words)
    {
        var expectation = Word(words, 1, index) switch
        {
            "ok" => StatementExpectation.Ok,
            "count" => new(StatementExpectationKind.Count, Number(Word(words, 2, index), index)),
            "error" => new(StatementExpectationKind.Error, Error: ParseError(index)),
            var other => throw new ScriptSyntaxException(index + 1, $"unknown expectation \"{other}\""),
        };
        return new(index + 1, TakeConditions(), _connection, ReadSql(index), expectation);
    }

    private ErrorPattern ParseError(int index)
    {
        var line = _lines[index];
        var rest = line[(line.IndexOf("error", StringComparison.Ordinal) + "error".Length)..];
        try
        {
            return ErrorPattern.Parse(rest);
        }
        catch (ArgumentException e)
        {
            throw new ScriptSyntaxException(index + 1, e.Message);
        }
    }

    private QueryRecord ParseQuery(int index, string[] words)
    {
        var types = Word(words, 1, index);
        foreach (var type in types)
        {
            if (type is not ('I' or 'R' or 'T'))
                throw new ScriptSyntaxException(index + 1, $"unknown column type \"{type}\"");
        }

        var sort = words.Length < 3 ? SortMode.NoSort : words[2] switch
        {
            "nosort" => SortMode.NoSort,
            "rowsort" => SortMode.RowSort,
            "valuesort" => SortMode.ValueSort,
            _ => throw new ScriptSyntaxException(index + 1, $"unknown sort mode \"{words[2]}\""),
        };
        var label = words.Length > 3 ? words[3] : "";
        var sql = ReadSql(index);
        var resultStart = _next;
        var expected = ReadResult();
        return new(
            index + 1, TakeConditions(), _connection, sql, types, sort, label, expected, resultStart, _next);
    }

    /// <summary>Reads lines up to a blank one or the separator, which is left for the caller.</summary>
    private string ReadSql(int index)
    {
        var start = _next;
        while (_next < _lines.Length && !string.IsNullOrWhiteSpace(_lines[_next]) && _lines[_next] != ResultSeparator)
            _next++;
        if (_next == start)
            throw new ScriptSyntaxException(index + 1, "a record without SQL");
        return string.Join('\n', _lines.AsSpan(start, _next - start).ToArray());
    }

    private ImmutableArray<string>? ReadResult()
    {
        if (_next == _lines.Length || _lines[_next] != ResultSeparator)
            return null;
        var start = ++_next;
        while (_next < _lines.Length && _lines[_next].Length > 0)
            _next++;
        return [.. _lines.AsSpan(start, _next - start)];
    }

    private ImmutableArray<ScriptCondition> TakeConditions()
    {
        ImmutableArray<ScriptCondition> conditions = [.. _conditions];
        _conditions.Clear();
        return conditions;
    }

    private static string[] WordsOf(string line) =>
        line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string Word(string[] words, int position, int index) =>
        position < words.Length
            ? words[position]
            : throw new ScriptSyntaxException(index + 1, $"a word is missing after \"{words[^1]}\"");

    private static long Number(string word, int index) =>
        long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ScriptSyntaxException(index + 1, $"\"{word}\" is not a number");
}
