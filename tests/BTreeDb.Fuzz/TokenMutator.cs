using System.Text;
using System.Text.RegularExpressions;

namespace BTreeDb.Fuzz;

/// <summary>Changes the tokens of a statement: drops, doubles, swaps, replaces and inserts some, or joins two statements.</summary>
internal sealed partial class TokenMutator(SqlCorpus corpus, Random random)
{
    private static readonly string[] Spice =
    [
        "select", "from", "where", "group by", "order by", "having", "limit", "union all", "intersect", "except", "distinct",
        "case when", "then", "else", "end", "null", "is null", "not", "in", "exists", "any", "all", "between", "like",
        "cast", "over", "()", "(", ")", ",", ";", "*", ".", "::", "=", "<>", "||", "-", "+", "/", "%", "^", "[", "]", "->", "->>",
        "with x as", "lateral", "left join", "cross join", "using", "on", "values", "default", "returning", "interval",
        "array[", "row(", "filter (where", "partition by", "rows between", "grouping sets", "rollup", "cube",
        "0", "1", "-1", "2147483647", "2147483648", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
        "1e308", "1e400", "0.0", "1e-400", "'NaN'", "'Infinity'", "''", "'a'", "'0'", "'2024-02-30'", "'infinity'", "'{1,2}'",
        "'{\"a\":1}'", "'\\x00'", "E'\\000'", "U&'\\FFFF'", "$1", "@p", ":p", "\"\"", "\"a\"", "$$x$$", "'\u00e9\u4e2d\U0001F600'",
        "true", "false", "int", "text", "numeric(1000,999)", "varchar(0)", "timestamp", "date", "bool", "bigint", "jsonb", "int[]",
    ];

    /// <summary>A mutant of a statement.</summary>
    public string Mutate(string sql)
    {
        var tokens = Tokenize(sql);
        var changes = 1 + random.Next(3);
        for (var i = 0; i < changes && tokens.Count > 0; i++)
            Change(tokens);
        var text = new StringBuilder();
        foreach (var token in tokens)
            text.Append(token);
        return text.ToString();
    }

    private void Change(List<string> tokens)
    {
        var at = random.Next(tokens.Count);
        switch (random.Next(10))
        {
            case 0:
                tokens.RemoveAt(at);
                break;
            case 1:
                tokens.Insert(at, tokens[at]);
                break;
            case 2:
                var other = random.Next(tokens.Count);
                (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                break;
            case 3:
                tokens.Insert(at, $" {Spice[random.Next(Spice.Length)]} ");
                break;
            case 4:
                tokens[at] = $" {Spice[random.Next(Spice.Length)]} ";
                break;
            case 5:
                tokens[at] = ForeignToken();
                break;
            case 6:
                tokens.RemoveRange(at, tokens.Count - at);
                break;
            case 7:
                Splice(tokens, at);
                break;
            case 8:
                Nest(tokens, at);
                break;
            default:
                tokens[at] = ForeignToken();
                break;
        }
    }

    private string ForeignToken()
    {
        var tokens = Tokenize(corpus.Statements[random.Next(corpus.Statements.Count)]);
        return tokens.Count == 0 ? "" : tokens[random.Next(tokens.Count)];
    }

    /// <summary>The beginning of one statement and the end of another.</summary>
    private void Splice(List<string> tokens, int at)
    {
        var others = Tokenize(corpus.Statements[random.Next(corpus.Statements.Count)]);
        if (others.Count == 0)
            return;
        var from = random.Next(others.Count);
        tokens.RemoveRange(at, tokens.Count - at);
        tokens.Add(" ");
        tokens.AddRange(others.GetRange(from, others.Count - from));
    }

    /// <summary>Many parentheses, signs or NOTs around a token.</summary>
    private void Nest(List<string> tokens, int at)
    {
        var depth = random.Next(20) == 0 ? 5000 : 1 + random.Next(20);
        var (open, close) = random.Next(4) switch
        {
            0 => ("(", ")"),
            1 => ("- ", ""),
            2 => ("not ", ""),
            _ => ("(select ", ")"),
        };
        tokens[at] = string.Concat(Enumerable(open, depth)) + tokens[at] + string.Concat(Enumerable(close, depth));
    }

    private static IEnumerable<string> Enumerable(string text, int count)
    {
        for (var i = 0; i < count; i++)
            yield return text;
    }

    private static List<string> Tokenize(string sql)
    {
        var tokens = new List<string>();
        foreach (Match match in Token().Matches(sql))
            tokens.Add(match.Value);
        return tokens;
    }

    [GeneratedRegex(@"\s+|'(?:[^']|'')*'|""[^""]*""|[A-Za-z_][A-Za-z0-9_$]*|[0-9]+(?:\.[0-9]+)?|[^\sA-Za-z0-9_]", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
