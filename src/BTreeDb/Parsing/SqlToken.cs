using Antlr4.Runtime;

namespace BTreeDb.Parsing;

/// <summary>A token: a type and a piece of the text. Leaner than ANTLR's own, which keeps lines and columns.</summary>
internal sealed class SqlToken : IToken
{
    private readonly SqlCharStream _stream;

    /// <summary>Creates the token for the units from <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    public SqlToken(SqlCharStream stream, int type, int start, int end)
    {
        _stream = stream;
        Type = type;
        StartIndex = start;
        StopIndex = end - 1;
    }

    /// <inheritdoc/>
    public int Type { get; set; }

    /// <inheritdoc/>
    public int StartIndex { get; }

    /// <inheritdoc/>
    public int StopIndex { get; }

    /// <inheritdoc/>
    public int TokenIndex { get; set; } = -1;

    /// <summary>How the token was written.</summary>
    public TokenSpelling Spelling { get; init; }

    /// <summary>The character that introduces code points in a <c>U&amp;</c> literal; UESCAPE changes it.</summary>
    public char UnicodeEscape { get; set; } = '\\';

    /// <summary>The token's text without a copy.</summary>
    public ReadOnlySpan<char> Span => _stream.Text.AsSpan(StartIndex, StopIndex + 1 - StartIndex);

    /// <inheritdoc/>
    public string Text => Type == TokenConstants.EOF ? "" : _stream.Text[StartIndex..(StopIndex + 1)];

    /// <inheritdoc/>
    public int Line => 1;

    /// <inheritdoc/>
    public int Column => StartIndex;

    /// <inheritdoc/>
    public int Channel => TokenConstants.DefaultChannel;

    /// <inheritdoc/>
    public ITokenSource? TokenSource => null;

    /// <inheritdoc/>
    public ICharStream InputStream => _stream;

    /// <inheritdoc/>
    public override string ToString() => Text;
}
