namespace BTreeDb.Parsing;

/// <summary>How an identifier or string was written, which decides how its text is decoded.</summary>
internal enum TokenSpelling : byte
{
    /// <summary>An unquoted word, a number, an operator, or a <c>'...'</c> string.</summary>
    Plain,

    /// <summary><c>"name"</c>.</summary>
    QuotedIdentifier,

    /// <summary><c>U&amp;"name"</c>.</summary>
    UnicodeIdentifier,

    /// <summary><c>E'...'</c>.</summary>
    EscapeString,

    /// <summary><c>U&amp;'...'</c>.</summary>
    UnicodeString,

    /// <summary><c>$tag$...$tag$</c>.</summary>
    DollarString,

    /// <summary>A string without end.</summary>
    Unterminated,
}
