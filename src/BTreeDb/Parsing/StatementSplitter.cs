using Antlr4.Runtime;
using BTreeDb.Parsing.Generated;

namespace BTreeDb.Parsing;

/// <summary>
/// Cuts a text into statements at semicolons outside of quotes, comments and parentheses, as psql does. It accepts any
/// text: what is unfinished is the last, unterminated statement.
/// </summary>
internal static class StatementSplitter
{
    /// <summary>The statements in order; empty ones are left out.</summary>
    public static List<StatementSpan> Split(string text)
    {
        var lexer = new BTreeDbLexer(new SqlCharStream(text), TextWriter.Null, TextWriter.Null);
        lexer.Start(new SqlCharStream(text));
        var statements = new List<StatementSpan>();
        var start = -1;
        var end = 0;
        var depth = 0;
        var body = default(AtomicBody);
        while (true)
        {
            var token = lexer.NextToken();
            if (token.Type == TokenConstants.EOF)
                break;
            if (token.Type == BTreeDbLexer.SEMICOLON && depth <= 0 && !body.IsInside)
            {
                if (start >= 0)
                    statements.Add(new StatementSpan(start, end - start, true));
                start = -1;
                depth = 0;
                body = default;
                continue;
            }

            body.See(token.Type);
            depth += token.Type is BTreeDbLexer.LP ? 1 : token.Type is BTreeDbLexer.RP ? -1 : 0;
            if (start < 0)
                start = token.StartIndex;
            end = token.StopIndex + 1;
        }

        if (start >= 0)
            statements.Add(new StatementSpan(start, end - start, false));
        return statements;
    }
}
