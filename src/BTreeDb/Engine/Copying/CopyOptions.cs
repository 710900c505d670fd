using System.Collections.Immutable;
using System.Text;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Changes;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Engine.Copying;

/// <summary>Reads and checks the options of COPY in PostgreSQL's order.</summary>
internal sealed class CopyOptions
{
    private const string NoTextDelimiters = "\\.abcdefghijklmnopqrstuvwxyz0123456789";

    private readonly Dictionary<string, StatementOption> _options = new(StringComparer.Ordinal);
    private readonly bool _isFrom;
    private readonly IReadOnlyList<string> _columns;
    private readonly TableSchema? _table;

    private CopyOptions(CopyStatement statement, IReadOnlyList<string> columns, TableSchema? table)
    {
        _table = table;
        _isFrom = statement.IsFrom;
        _columns = columns;
        foreach (var option in statement.Options)
        {
            var name = option.Name.ToLowerInvariant();
            if (name is not ("format" or "freeze" or "delimiter" or "null" or "header" or "quote" or "escape"
                or "force_quote" or "force_not_null" or "force_null" or "encoding"))
                throw CopyErrors.UnknownOption(option.Name, option.Position);
            if (!_options.TryAdd(name, option))
                throw CopyErrors.OptionTwice(option.Position);
        }
    }

    /// <summary>The format that a statement's options describe.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="columns">The columns that are copied.</param>
    /// <param name="table">The table that they are of; null for a query.</param>
    public static CopyFormat Read(CopyStatement statement, IReadOnlyList<string> columns, TableSchema? table) =>
        new CopyOptions(statement, columns, table).Read();

    private CopyFormat Read()
    {
        var isCsv = IsCsv();
        if (_options.TryGetValue("freeze", out var freeze) && Switch("freeze", freeze))
            throw CopyErrors.Unsupported("COPY FREEZE is not supported");
        var delimiter = Text("delimiter") ?? (isCsv ? "," : "\t");
        var nulls = Text("null") ?? (isCsv ? "" : "\\N");
        CheckDelimiter(delimiter, nulls, isCsv);
        var (hasHeader, matches) = Header();
        var quote = Text("quote");
        var escape = Text("escape");
        CheckQuotes(isCsv, delimiter, quote, escape);
        return new CopyFormat
        {
            IsCsv = isCsv,
            Delimiter = (byte)delimiter[0],
            Null = Encoding.UTF8.GetBytes(nulls),
            HasHeader = hasHeader,
            MatchesHeader = matches,
            Quote = (byte)(quote ?? "\"")[0],
            Escape = (byte)(escape ?? quote ?? "\"")[0],
            ForceQuote = Columns("force_quote", "force quote", isCsv, isOfFrom: false),
            ForceNotNull = Columns("force_not_null", "force not null", isCsv, isOfFrom: true),
            ForceNull = Columns("force_null", "force null", isCsv, isOfFrom: true),
            Encoding = ReadEncoding(),
        };
    }

    private bool IsCsv()
    {
        if (!_options.TryGetValue("format", out var option))
            return false;
        var format = Text("format")!;
        return format switch
        {
            "text" => false,
            "csv" => true,
            "binary" => throw CopyErrors.Unsupported("COPY with format binary is not supported"),
            _ => throw CopyErrors.UnknownFormat(format, option.Position),
        };
    }

    private void CheckDelimiter(string delimiter, string nulls, bool isCsv)
    {
        if (delimiter.Length != 1 || delimiter[0] > 127)
            throw CopyErrors.NotOneByte("delimiter");
        if (delimiter[0] is '\r' or '\n')
            throw CopyErrors.BadValue("COPY delimiter cannot be newline or carriage return");
        if (nulls.AsSpan().IndexOfAny('\r', '\n') >= 0)
            throw CopyErrors.BadValue("COPY null representation cannot use newline or carriage return");
        if (!isCsv && NoTextDelimiters.Contains(delimiter[0], StringComparison.Ordinal))
            throw CopyErrors.BadValue($"COPY delimiter cannot be \"{delimiter}\"");
        if (nulls.Contains(delimiter[0], StringComparison.Ordinal))
            throw CopyErrors.Unsupported("COPY delimiter must not appear in the NULL specification");
        if (isCsv && nulls.Contains((Text("quote") ?? "\"")[0], StringComparison.Ordinal))
            throw CopyErrors.Unsupported("CSV quote character must not appear in the NULL specification");
    }

    private static void CheckQuotes(bool isCsv, string delimiter, string? quote, string? escape)
    {
        if (quote is not null && !isCsv)
            throw CopyErrors.Unsupported("COPY quote available only in CSV mode");
        if (quote is { Length: not 1 } || quote is [> (char)127])
            throw CopyErrors.NotOneByte("quote");
        if (isCsv && delimiter == (quote ?? "\""))
            throw CopyErrors.BadValue("COPY delimiter and quote must be different");
        if (escape is not null && !isCsv)
            throw CopyErrors.Unsupported("COPY escape available only in CSV mode");
        if (escape is { Length: not 1 } || escape is [> (char)127])
            throw CopyErrors.NotOneByte("escape");
    }

    private (bool HasHeader, bool Matches) Header()
    {
        if (!_options.TryGetValue("header", out var option))
            return (false, false);
        if (option.Value is StringLiteral word && word.Value.Equals("match", StringComparison.OrdinalIgnoreCase))
            return _isFrom ? (true, true) : throw CopyErrors.Unsupported("cannot use \"match\" with HEADER in COPY TO");
        return (Switch("header", option), false);
    }

    private static bool Switch(string name, StatementOption option) => option.Value switch
    {
        null => true,
        BooleanLiteral truth => truth.Value,
        IntegerLiteral { Value: 0 or 1 } number => number.Value == 1,
        StringLiteral word when word.Value.ToLowerInvariant() is "true" or "on" => true,
        StringLiteral word when word.Value.ToLowerInvariant() is "false" or "off" => false,
        _ => throw CopyErrors.NotABoolean(name),
    };

    private string? Text(string name)
    {
        if (!_options.TryGetValue(name, out var option))
            return null;
        return option.Value switch
        {
            StringLiteral text => text.Value,
            BooleanLiteral truth => truth.Value ? "true" : "false",
            IntegerLiteral number => number.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
            _ => throw CopyErrors.NeedsParameter(name),
        };
    }

    private ImmutableHashSet<int> Columns(string name, string words, bool isCsv, bool isOfFrom)
    {
        if (!_options.TryGetValue(name, out var option))
            return [];
        if (!isCsv)
            throw CopyErrors.Unsupported($"COPY {words} available only in CSV mode");
        if (isOfFrom != _isFrom)
            throw CopyErrors.Unsupported($"COPY {words} only available using COPY {(isOfFrom ? "FROM" : "TO")}");
        var places = ImmutableHashSet.CreateBuilder<int>();
        foreach (var column in NamesIn(option))
        {
            var place = -1;
            for (var i = 0; i < _columns.Count; i++)
                place = _columns[i] == column ? i : place;
            if (place < 0 && !IsInTable(column))
                throw CopyErrors.ColumnMissing(column, _table?.Name, option.Position);
            if (place < 0)
                throw CopyErrors.ColumnNotCopied(name.ToUpperInvariant(), column);
            places.Add(place);
        }

        return places.ToImmutable();
    }

    private bool IsInTable(string name)
    {
        foreach (var column in _table?.Columns ?? [])
        {
            if (column.Name == name)
                return true;
        }

        return false;
    }

    private IEnumerable<string> NamesIn(StatementOption option)
    {
        switch (option.Value)
        {
            case AllColumns when option.Name.Equals("force_quote", StringComparison.OrdinalIgnoreCase):
                return _columns;
            case RowConstructor row:
                var names = new List<string>();
                foreach (var item in row.Fields)
                    names.Add(item is StringLiteral name ? name.Value : throw CopyErrors.NotColumns(option.Name, option.Position));
                return names;
            case StringLiteral name:
                return [name.Value];
            case ColumnReference { Parts.Count: 1 } reference:
                return [reference.Parts[0]];
            default:
                throw CopyErrors.NotColumns(option.Name, option.Position);
        }
    }

    private Encoding ReadEncoding()
    {
        if (!_options.TryGetValue("encoding", out var option))
            return Encoding.UTF8;
        var name = Text("encoding")!.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        return name.ToUpperInvariant() switch
        {
            "UTF8" or "UNICODE" => Encoding.UTF8,
            "LATIN1" or "ISO88591" => Encoding.Latin1,
            "SQLASCII" => Encoding.ASCII,
            _ => throw CopyErrors.NotAnEncoding(option.Position),
        };
    }
}
