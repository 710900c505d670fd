using System.Collections.Immutable;
using BTreeDb.Parsing;

namespace BTreeDb.Engine;

/// <summary>The syntax of a script; immutable, shared by the sessions of a database.</summary>
/// <param name="Text">The text.</param>
/// <param name="Statements">Its statements.</param>
/// <param name="ParameterNames">Its parameters by ordinal.</param>
internal sealed record ParsedScript(
    string Text, ImmutableArray<ParsedStatement> Statements, ImmutableArray<string> ParameterNames)
{
    /// <summary>Parses a text.</summary>
    public static ParsedScript Parse(string text)
    {
        var statements = SqlParser.Parse(text);
        return new ParsedScript(text, statements, ParameterScanner.Scan(text, statements));
    }
}
