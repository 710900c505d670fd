using Antlr4.Runtime;
using Antlr4.Runtime.Misc;
using BTreeDb.Parsing.Generated;

namespace BTreeDb.Parsing;

/// <summary>
/// The tokens of one statement at a time, looked over before the parser sees them: a parenthesis that opens a query is
/// retyped to QP, and a UESCAPE clause is folded into its literal.
/// </summary>
/// <remarks>
/// Without QP, telling <c>((SELECT 1) UNION ...)</c> from <c>((SELECT 1) + 1)</c> would take look-ahead past the inner
/// query, at every level of parentheses. The rule: a parenthesis opens a query if a word that begins a query follows, or
/// if a parenthesis that opens a query follows and what comes after its end can only continue a query.
/// </remarks>
internal sealed class SqlTokenStream : ITokenStream
{
    private readonly BTreeDbLexer _lexer = new(new SqlCharStream(""), TextWriter.Null, TextWriter.Null);
    private readonly List<SqlToken> _tokens = [];
    private readonly Stack<int> _open = new();
    private int[] _closing = [];
    private SqlToken? _pending;

    /// <inheritdoc/>
    public int Index { get; private set; }

    /// <inheritdoc/>
    public int Size => _tokens.Count;

    /// <inheritdoc/>
    public string SourceName => "statement";

    /// <inheritdoc/>
    public ITokenSource TokenSource => _lexer;

    /// <summary>The statement's tokens; the last is a semicolon or the end of the text.</summary>
    public ReadOnlySpan<SqlToken> Tokens => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_tokens);

    /// <summary>Begins a text.</summary>
    public void Start(string text)
    {
        _lexer.Start(new SqlCharStream(text));
        _pending = null;
        _tokens.Clear();
    }

    /// <summary>Lets go of the text, and of a buffer that a large statement has blown up.</summary>
    public void Release()
    {
        Start("");
        if (_tokens.Capacity > 4096)
            _tokens.Capacity = 0;
        if (_closing.Length > 4096)
            _closing = [];
    }

    /// <summary>Reads the next statement that is not empty; false when there is none.</summary>
    public bool ReadStatement()
    {
        _tokens.Clear();
        Index = 0;
        var body = default(AtomicBody);
        while (true)
        {
            var token = ReadToken();
            if (token.Type == BTreeDbLexer.SEMICOLON && _tokens.Count == 0)
                continue;
            token.TokenIndex = _tokens.Count;
            _tokens.Add(token);
            if (token.Type == TokenConstants.EOF || token.Type == BTreeDbLexer.SEMICOLON && !body.IsInside)
                break;
            body.See(token.Type);
        }

        if (_tokens.Count == 1)
            return false;
        MarkQueryParentheses();
        return true;
    }

    /// <inheritdoc/>
    public void Consume() => Index++;

    /// <inheritdoc/>
    public int LA(int i) => LT(i).Type;

    /// <inheritdoc/>
    public IToken LT(int k)
    {
        var at = k > 0 ? Index + k - 1 : Index + k;
        // The parser never looks back past the first token, and past the last one it sees the last again.
        return _tokens[Math.Clamp(at, 0, _tokens.Count - 1)];
    }

    /// <inheritdoc/>
    public IToken Get(int i) => _tokens[i];

    /// <inheritdoc/>
    public int Mark() => 0;

    /// <inheritdoc/>
    public void Release(int marker)
    {
    }

    /// <inheritdoc/>
    public void Seek(int index) => Index = index;

    /// <inheritdoc/>
    public string GetText(Interval interval) => GetText(_tokens[interval.a], _tokens[interval.b]);

    /// <inheritdoc/>
    public string GetText() => GetText(_tokens[0], _tokens[^1]);

    /// <inheritdoc/>
    public string GetText(RuleContext ctx) => GetText(ctx.SourceInterval);

    /// <inheritdoc/>
    public string GetText(IToken start, IToken stop) =>
        start.InputStream.GetText(new Interval(start.StartIndex, stop.StopIndex));

    // Tokens that are errors stay in the stream; the parser fails when it comes to them, not before.
    private SqlToken ReadToken()
    {
        var token = Next();
        return token.Spelling is TokenSpelling.UnicodeIdentifier or TokenSpelling.UnicodeString
            ? WithUnicodeEscape(token)
            : token;
    }

    private SqlToken Next()
    {
        if (_pending is not { } token)
            return (SqlToken)_lexer.NextToken();
        _pending = null;
        return token;
    }

    private SqlToken WithUnicodeEscape(SqlToken literal)
    {
        var word = (SqlToken)_lexer.NextToken();
        if (word.Type != BTreeDbLexer.UESCAPE)
        {
            _pending = word;
            return literal;
        }

        var escape = (SqlToken)_lexer.NextToken();
        if (escape.Type != BTreeDbLexer.STRING || escape.Spelling != TokenSpelling.Plain)
            throw ParsingErrors.MissingUnicodeEscape(escape);
        var body = escape.Span;
        if (body.Length != 3 || char.IsAsciiHexDigit(body[1]) || body[1] is '+' or '\'' or '"' || char.IsWhiteSpace(body[1]))
            throw ParsingErrors.InvalidUnicodeEscapeCharacter(escape);
        literal.UnicodeEscape = body[1];
        return literal;
    }

    private void MarkQueryParentheses()
    {
        if (_closing.Length < _tokens.Count)
            _closing = new int[Math.Max(_tokens.Count, 64)];
        _open.Clear();
        for (var i = 0; i < _tokens.Count; i++)
        {
            if (_tokens[i].Type == BTreeDbLexer.LP)
                _open.Push(i);
            else if (_tokens[i].Type == BTreeDbLexer.RP && _open.TryPop(out var opening))
                _closing[opening] = i;
        }

        // What was never closed is an error that the parser reports; it opens no query of queries.
        while (_open.TryPop(out var unclosed))
            _closing[unclosed] = _tokens.Count - 1;
        // From the end, so that an inner parenthesis is known before the one around it.
        for (var i = _tokens.Count - 2; i >= 0; i--)
        {
            if (_tokens[i].Type == BTreeDbLexer.LP && OpensQuery(i))
                _tokens[i].Type = BTreeDbLexer.QP;
        }
    }

    private bool OpensQuery(int opening)
    {
        switch (_tokens[opening + 1].Type)
        {
            case BTreeDbLexer.SELECT or BTreeDbLexer.WITH or BTreeDbLexer.TABLE:
                return true;
            case BTreeDbLexer.VALUES:
                return _tokens[opening + 2].Type is BTreeDbLexer.LP or BTreeDbLexer.QP;
            case BTreeDbLexer.QP:
                return ContinuesQuery(_tokens[Math.Min(_closing[opening + 1] + 1, _tokens.Count - 1)].Type);
            default:
                return false;
        }
    }

    private static bool ContinuesQuery(int type) => type
        is BTreeDbLexer.RP
        or BTreeDbLexer.UNION
        or BTreeDbLexer.INTERSECT
        or BTreeDbLexer.EXCEPT
        or BTreeDbLexer.ORDER
        or BTreeDbLexer.LIMIT
        or BTreeDbLexer.OFFSET
        or BTreeDbLexer.FETCH;
}
