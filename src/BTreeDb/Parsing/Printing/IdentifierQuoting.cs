using Antlr4.Runtime.Misc;
using BTreeDb.Parsing.Generated;

namespace BTreeDb.Parsing.Printing;

/// <summary>PostgreSQL's rule for quoting identifiers: anything but lower-case words that are no special keywords.</summary>
internal static class IdentifierQuoting
{
    /// <summary>The keywords that may stand for a name anywhere, asked from the grammar itself.</summary>
    private static readonly IntervalSet Unreserved =
        BTreeDbParser._ATN.NextTokens(BTreeDbParser._ATN.ruleToStartState[BTreeDbParser.RULE_unreservedKeyword]);

    /// <summary>The name as it must be written.</summary>
    public static string Quote(string name) =>
        IsPlain(name) ? name : '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    private static bool IsPlain(string name)
    {
        if (name.Length == 0 || !(char.IsAsciiLetterLower(name[0]) || name[0] == '_'))
            return false;
        foreach (var unit in name)
        {
            if (!char.IsAsciiLetterLower(unit) && !char.IsAsciiDigit(unit) && unit is not ('_' or '$'))
                return false;
        }

        var type = KeywordTable.TypeOf(name);
        return !KeywordTable.IsKeyword(type) || Unreserved.Contains(type);
    }
}
