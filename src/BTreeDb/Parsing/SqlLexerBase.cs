using Antlr4.Runtime;
using BTreeDb.Parsing.Generated;

namespace BTreeDb.Parsing;

/// <summary>
/// The part of the lexer that no regular expression can say: keywords, operators, nested comments, dollar quotes and
/// parameters by name. The generated lexer derives from it. It never fails: what cannot be a token gets an error type
/// (UNTERMINATED_..., ..._JUNK, UNEXPECTED), so that a half-typed statement can be looked at too.
/// </summary>
internal abstract class SqlLexerBase(ICharStream input, TextWriter output, TextWriter errorOutput)
    : Lexer(input, output, errorOutput)
{
    /// <summary>One entry for each open parenthesis or bracket: true for the bracket of a subscript.</summary>
    private readonly Stack<bool> _brackets = new();

    private int _previousType;

    /// <summary>Whether the character can begin a name.</summary>
    public static bool StartsIdentifier(char unit) => char.IsAsciiLetter(unit) || unit == '_' || unit > 0x7F;

    /// <summary>Begins a text.</summary>
    public void Start(SqlCharStream stream)
    {
        SetInputStream(stream);
        _brackets.Clear();
        _previousType = 0;
    }

    /// <summary>The next token that is neither space nor comment; EOF at the end.</summary>
    public override IToken NextToken()
    {
        var token = ReadToken((SqlCharStream)InputStream);
        TrackBrackets(token.Type);
        _previousType = token.Type;
        return token;
    }

    private SqlToken ReadToken(SqlCharStream stream)
    {
        while (true)
        {
            var start = stream.Index;
            if (start >= stream.Size)
                return new SqlToken(stream, TokenConstants.EOF, stream.Size, stream.Size);
            var type = Interpreter.Match(stream, DEFAULT_MODE);
            switch (type)
            {
                case BTreeDbLexer.WHITE_SPACE or BTreeDbLexer.LINE_COMMENT:
                    continue;
                case BTreeDbLexer.BLOCK_COMMENT:
                    if (SkipBlockComment(stream))
                        continue;
                    return new SqlToken(stream, BTreeDbLexer.BLOCK_COMMENT, start, stream.Size);
                default:
                    return Complete(stream, type, start);
            }
        }
    }

    private SqlToken Complete(SqlCharStream stream, int type, int start)
    {
        switch (type)
        {
            case BTreeDbLexer.IDENTIFIER:
                return Make(stream, KeywordTable.TypeOf(stream.Text.AsSpan(start, stream.Index - start)), start);
            case BTreeDbLexer.OPERATOR_START:
                return ReadOperator(stream, start);
            case BTreeDbLexer.DOLLAR_QUOTE:
                return ReadDollarString(stream, start);
            case BTreeDbLexer.COLON_NAME:
                return ReadColonName(stream, start);
            case BTreeDbLexer.DECIMAL_NUMBER or BTreeDbLexer.NUMBER_JUNK:
                return ReadNumber(stream, type, start);
            case BTreeDbLexer.QUOTED_IDENTIFIER:
                return Make(stream, BTreeDbLexer.IDENTIFIER, start, TokenSpelling.QuotedIdentifier);
            case BTreeDbLexer.UNICODE_IDENTIFIER:
                return Make(stream, BTreeDbLexer.IDENTIFIER, start, TokenSpelling.UnicodeIdentifier);
            case BTreeDbLexer.ESCAPE_STRING:
                return Make(stream, BTreeDbLexer.STRING, start, TokenSpelling.EscapeString);
            case BTreeDbLexer.UNICODE_STRING:
                return Make(stream, BTreeDbLexer.STRING, start, TokenSpelling.UnicodeString);
            default:
                return Make(stream, type, start);
        }
    }

    private static SqlToken Make(SqlCharStream stream, int type, int start, TokenSpelling spelling = TokenSpelling.Plain) =>
        new(stream, type, start, stream.Index) { Spelling = spelling };

    private static SqlToken ReadOperator(SqlCharStream stream, int start)
    {
        var text = stream.Text.AsSpan(start);
        var length = OperatorScanner.Measure(text);
        if (length == 1 && text[0] == '@' && text.Length > 1 && StartsIdentifier(text[1]))
        {
            stream.Seek(start + IdentifierEnd(text, 1));
            return Make(stream, BTreeDbLexer.NAMED_PARAMETER, start);
        }

        stream.Seek(start + length);
        return Make(stream, OperatorScanner.TypeOf(text[..length]), start);
    }

    // In a subscript, a colon separates the bounds of a slice; elsewhere it marks a parameter.
    private SqlToken ReadColonName(SqlCharStream stream, int start)
    {
        if (!_brackets.TryPeek(out var inSubscript) || !inSubscript)
            return Make(stream, BTreeDbLexer.NAMED_PARAMETER, start);
        stream.Seek(start + 1);
        return Make(stream, BTreeDbLexer.COLON, start);
    }

    // "1..2" is 1, "..", 2.
    private static SqlToken ReadNumber(SqlCharStream stream, int type, int start)
    {
        var text = stream.Text;
        if (type == BTreeDbLexer.DECIMAL_NUMBER && text[stream.Index - 1] == '.'
            && stream.Index < text.Length && text[stream.Index] == '.')
        {
            stream.Seek(stream.Index - 1);
            type = BTreeDbLexer.INTEGER_NUMBER;
        }

        return Make(stream, type, start);
    }

    private static SqlToken ReadDollarString(SqlCharStream stream, int start)
    {
        var tag = stream.Text.AsSpan(start, stream.Index - start);
        var length = stream.Text.AsSpan(stream.Index).IndexOf(tag);
        if (length < 0)
        {
            stream.Seek(stream.Size);
            return Make(stream, BTreeDbLexer.DOLLAR_QUOTE, start, TokenSpelling.Unterminated);
        }

        stream.Seek(stream.Index + length + tag.Length);
        return Make(stream, BTreeDbLexer.STRING, start, TokenSpelling.DollarString);
    }

    private static bool SkipBlockComment(SqlCharStream stream)
    {
        var text = stream.Text;
        var depth = 1;
        for (var i = stream.Index; i + 1 < text.Length; i++)
        {
            if (text[i] == '*' && text[i + 1] == '/')
            {
                i++;
                if (--depth == 0)
                {
                    stream.Seek(i + 1);
                    return true;
                }
            }
            else if (text[i] == '/' && text[i + 1] == '*')
            {
                i++;
                depth++;
            }
        }

        stream.Seek(text.Length);
        return false;
    }

    private void TrackBrackets(int type)
    {
        switch (type)
        {
            case BTreeDbLexer.LP:
                _brackets.Push(false);
                break;
            case BTreeDbLexer.LB:
                _brackets.Push(_previousType is not (BTreeDbLexer.ARRAY or BTreeDbLexer.LB or BTreeDbLexer.COMMA));
                break;
            case BTreeDbLexer.RP or BTreeDbLexer.RB:
                _brackets.TryPop(out _);
                break;
            case BTreeDbLexer.SEMICOLON:
                _brackets.Clear();
                break;
        }
    }

    private static int IdentifierEnd(ReadOnlySpan<char> text, int from)
    {
        var end = from;
        while (end < text.Length && (StartsIdentifier(text[end]) || char.IsAsciiDigit(text[end]) || text[end] == '$'))
            end++;
        return end;
    }
}
