namespace BTreeDb.Parsing;

/// <summary>A statement's place in a text that was split but not parsed.</summary>
/// <param name="Start">Zero-based UTF-16 index of the first token.</param>
/// <param name="Length">UTF-16 units to the end of the last token, without the semicolon.</param>
/// <param name="IsTerminated">Whether a semicolon ends it.</param>
internal readonly record struct StatementSpan(int Start, int Length, bool IsTerminated);
