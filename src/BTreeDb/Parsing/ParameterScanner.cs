using System.Collections.Immutable;
using System.Globalization;
using Antlr4.Runtime;
using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax.Session;

namespace BTreeDb.Parsing;

/// <summary>
/// Finds the parameters of a script without parsing it, so that they have numbers before a statement is bound: names in
/// the order of their first use, <c>$n</c> under its own number.
/// </summary>
internal static class ParameterScanner
{
    private const int PositionMax = 65535;

    /// <summary>
    /// The parameters by ordinal, without their marks. Those inside PREPARE are no parameters of the script: EXECUTE gives
    /// them values.
    /// </summary>
    public static ImmutableArray<string> Scan(string text, ImmutableArray<ParsedStatement> statements)
    {
        if (text.AsSpan().IndexOfAny('$', '@', ':') < 0 || ArePreparations(statements))
            return [];
        var lexer = new BTreeDbLexer(new SqlCharStream(text), TextWriter.Null, TextWriter.Null);
        lexer.Start(new SqlCharStream(text));
        var names = new List<string>();
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var highest = 0;
        var current = 0;
        for (var token = lexer.NextToken(); token.Type != TokenConstants.EOF; token = lexer.NextToken())
        {
            while (current < statements.Length - 1 && statements[current + 1].Start <= token.StartIndex)
                current++;
            if (statements[current].Statement is PrepareStatement)
                continue;
            if (token.Type == BTreeDbLexer.NAMED_PARAMETER && known.Add(token.Text[1..]))
                names.Add(token.Text[1..]);
            else if (token.Type == BTreeDbLexer.PARAMETER)
                highest = Math.Max(highest, ReadPosition(token.Text));
        }

        // A statement has parameters of one kind only; binding says so when it has both.
        for (var i = 1; known.Count == 0 && i <= highest; i++)
            names.Add(i.ToString(CultureInfo.InvariantCulture));
        return [.. names];
    }

    private static bool ArePreparations(ImmutableArray<ParsedStatement> statements)
    {
        foreach (var statement in statements)
        {
            if (statement.Statement is not PrepareStatement)
                return false;
        }

        return true;
    }

    private static int ReadPosition(string text) =>
        int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position <= PositionMax
            ? position
            : 0;
}
