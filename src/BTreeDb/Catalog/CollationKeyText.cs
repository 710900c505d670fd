namespace BTreeDb.Catalog;

/// <summary>
/// How an index says that it has the key of a column's text under a collation: <c>pg_collation_key(x COLLATE "de-x-icu")</c>.
/// </summary>
internal static class CollationKeyText
{
    private const string Start = "pg_collation_key(";

    /// <summary>Whether an index expression is the key of this column under this collation.</summary>
    public static bool IsOf(string sql, string column, string collation)
    {
        if (!sql.StartsWith(Start, StringComparison.Ordinal))
            return false;
        // A name that is a keyword has quotes that it would not need otherwise.
        var rest = sql.AsSpan(Start.Length);
        return TrySkip(ref rest, QualifiedText.Quote(column), column)
            && rest.StartsWith(" COLLATE ", StringComparison.Ordinal)
            && rest[" COLLATE ".Length..] is var code
            && TrySkip(ref code, QualifiedText.Quote(collation), collation)
            && code is ")";
    }

    private static bool TrySkip(ref ReadOnlySpan<char> text, string quoted, string name)
    {
        if (text.StartsWith(quoted, StringComparison.Ordinal))
        {
            text = text[quoted.Length..];
            return true;
        }

        if (!text.StartsWith($"\"{name}\"", StringComparison.Ordinal))
            return false;
        text = text[(name.Length + 2)..];
        return true;
    }
}
