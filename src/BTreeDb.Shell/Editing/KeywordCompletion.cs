using RadLine;

namespace BTreeDb.Shell.Editing;

/// <summary>Completes the keywords that statements are made of.</summary>
internal sealed class KeywordCompletion : ITextCompletion
{
    /// <summary>What is completed and highlighted.</summary>
    public static readonly string[] Keywords =
    [
        "all", "and", "as", "asc", "begin", "between", "by", "case", "cast", "check", "commit", "constraint", "create",
        "cross", "default", "delete", "desc", "distinct", "drop", "else", "end", "except", "exists", "explain", "false",
        "from", "full", "group", "having", "in", "index", "inner", "insert", "intersect", "into", "is", "join", "key",
        "left", "like", "limit", "natural", "not", "null", "offset", "on", "or", "order", "outer", "primary",
        "references", "returning", "right", "rollback", "select", "set", "table", "then", "true", "union", "unique",
        "update", "using", "values", "view", "when", "where", "with",
    ];

    /// <inheritdoc/>
    public IEnumerable<string>? GetCompletions(string prefix, string word, string suffix)
    {
        if (word.Length == 0)
            return null;
        var found = new List<string>();
        foreach (var keyword in Keywords)
        {
            if (keyword.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                found.Add(char.IsUpper(word[0]) ? keyword.ToUpperInvariant() : keyword);
        }

        return found;
    }
}
