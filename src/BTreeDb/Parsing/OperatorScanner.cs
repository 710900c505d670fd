using System.Buffers;
using BTreeDb.Parsing.Generated;

namespace BTreeDb.Parsing;

/// <summary>Finds the end of an operator as PostgreSQL's scanner does, and its token type.</summary>
internal static class OperatorScanner
{
    private const string OperatorCharacters = "+-*/<>=~!@#%^&|`?";

    private static readonly SearchValues<char> Operators = SearchValues.Create(OperatorCharacters);

    /// <summary>An operator that holds one of these may end in + or -.</summary>
    private static readonly SearchValues<char> Special = SearchValues.Create("~!@#%^&|`?");

    /// <summary>The length of the operator that begins the text.</summary>
    public static int Measure(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExcept(Operators);
        if (length < 0)
            length = text.Length;
        var comment = CommentStart(text[..length]);
        if (comment >= 0)
            length = comment;
        while (length > 1 && text[length - 1] is '+' or '-' && !text[..(length - 1)].ContainsAny(Special))
            length--;
        return length > 1 && IsParameterMark(text, length) ? length - 1 : length;
    }

    /// <summary>The token type of an operator.</summary>
    public static int TypeOf(ReadOnlySpan<char> symbol) => symbol switch
    {
        "+" => BTreeDbLexer.PLUS,
        "-" => BTreeDbLexer.MINUS,
        "*" => BTreeDbLexer.STAR,
        "/" => BTreeDbLexer.SLASH,
        "%" => BTreeDbLexer.PERCENT,
        "^" => BTreeDbLexer.CARET,
        "<" => BTreeDbLexer.LT,
        ">" => BTreeDbLexer.GT,
        "=" => BTreeDbLexer.EQ,
        "<=" => BTreeDbLexer.LE,
        ">=" => BTreeDbLexer.GE,
        "<>" or "!=" => BTreeDbLexer.NE,
        "=>" => BTreeDbLexer.EQUALS_GREATER,
        _ => BTreeDbLexer.OP,
    };

    private static int CommentStart(ReadOnlySpan<char> run)
    {
        var line = run.IndexOf("--");
        var block = run.IndexOf("/*");
        return line < 0 ? block : block < 0 ? line : Math.Min(line, block);
    }

    // In "id=@id" the mark belongs to the parameter, not to an operator "=@". Operators that do end in @ keep it.
    private static bool IsParameterMark(ReadOnlySpan<char> text, int length) =>
        text[length - 1] == '@'
        && length < text.Length
        && SqlLexerBase.StartsIdentifier(text[length])
        && text[..length] is not ("<@" or "@@" or "^@" or "@-@" or "@@@");
}
