using Antlr4.Runtime;
using Antlr4.Runtime.Misc;

namespace BTreeDb.Parsing;

/// <summary>
/// A statement's text as ANTLR's lexer wants it: UTF-16 units, with everything beyond ASCII shown as one stand-in
/// letter, because the lexer caches its automaton for ASCII only and would be slow on all other text.
/// </summary>
internal sealed class SqlCharStream(string text) : ICharStream
{
    /// <summary>What a character beyond ASCII looks like to the lexer.</summary>
    private const int NonAsciiLetter = 0x7F;

    /// <summary>What the real character 0x7F looks like: a control character that starts no token.</summary>
    private const int Control = 0x01;

    /// <summary>The text itself.</summary>
    public string Text { get; } = text;

    /// <inheritdoc/>
    public int Index { get; private set; }

    /// <inheritdoc/>
    public int Size => Text.Length;

    /// <inheritdoc/>
    public string SourceName => "statement";

    /// <inheritdoc/>
    public void Consume() => Index++;

    /// <inheritdoc/>
    public int LA(int i)
    {
        var at = i > 0 ? Index + i - 1 : Index + i;
        if ((uint)at >= (uint)Text.Length)
            return IntStreamConstants.EOF;
        var unit = Text[at];
        return unit < NonAsciiLetter ? unit : unit == NonAsciiLetter ? Control : NonAsciiLetter;
    }

    /// <inheritdoc/>
    public int Mark() => -1;

    /// <inheritdoc/>
    public void Release(int marker)
    {
    }

    /// <inheritdoc/>
    public void Seek(int index) => Index = index;

    /// <inheritdoc/>
    public string GetText(Interval interval) =>
        interval.a >= Text.Length ? "" : Text[interval.a..Math.Min(interval.b + 1, Text.Length)];
}
