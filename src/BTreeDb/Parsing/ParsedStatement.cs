using BTreeDb.Parsing.Syntax;

namespace BTreeDb.Parsing;

/// <summary>A statement of a script with the piece of text it came from, without the semicolon.</summary>
/// <param name="Statement">The syntax tree; its positions count from the beginning of the script.</param>
/// <param name="Start">Zero-based UTF-16 index of the first token.</param>
/// <param name="Length">UTF-16 units from there to the end of the last token.</param>
internal readonly record struct ParsedStatement(Statement Statement, int Start, int Length);
