using BTreeDb.Parsing.Generated;

namespace BTreeDb.Parsing;

/// <summary>
/// Statements of PostgreSQL that the grammar does not hold. They are told from nonsense by their first words, so that
/// they fail as unsupported (0A000) and not as syntax errors.
/// </summary>
internal static class UnsupportedStatements
{
    private static readonly string[] Verbs =
    [
        "CLUSTER", "DO", "GRANT", "IMPORT", "LISTEN", "LOAD", "NOTIFY", "REASSIGN", "REVOKE", "SECURITY", "UNLISTEN",
    ];

    private static readonly string[] Objects =
    [
        "ACCESS", "AGGREGATE", "CAST", "CONVERSION", "DATABASE", "DEFAULT", "EVENT", "EXTENSION", "FOREIGN",
        "GROUP", "LANGUAGE", "LARGE", "OPERATOR", "OWNED", "POLICY", "PUBLICATION", "ROLE",
        "RULE", "SERVER", "STATISTICS", "SUBSCRIPTION", "SYSTEM", "TABLESPACE", "TEXT", "TRANSFORM", "TRIGGER",
        "TRUSTED", "TYPE", "USER",
    ];

    /// <summary>The words that name the unsupported statement, or null when the statement is of no such kind.</summary>
    public static string? Find(ReadOnlySpan<SqlToken> tokens)
    {
        var verb = Word(tokens, 0);
        if (Contains(Verbs, verb))
            return verb;
        switch (verb)
        {
            case "CREATE" or "ALTER" or "DROP":
                var at = Word(tokens, 1) == "OR" ? 3 : 1;
                at += Word(tokens, at) is "CONSTRAINT" or "TRUSTED" or "PROCEDURAL" ? 1 : 0;
                if (Word(tokens, at) == "TYPE" && !IsOtherType(tokens, at))
                    return null;
                return Contains(Objects, Word(tokens, at)) ? $"{verb} {Word(tokens, at)}" : null;
            case "COMMENT":
                return Contains(Objects, Word(tokens, 2)) ? $"COMMENT ON {Word(tokens, 2)}" : null;
            case "PREPARE" or "COMMIT" or "ROLLBACK" when Word(tokens, 1) is "TRANSACTION" or "PREPARED":
                return "two-phase commit";
            default:
                return null;
        }
    }

    // Enums are types that we do have; a mistake in their statements is a mistake.
    private static bool IsOtherType(ReadOnlySpan<SqlToken> tokens, int at)
    {
        if (Word(tokens, 0) == "CREATE")
            return tokens.Length > at + 3 && Word(tokens, at + 3) != "ENUM";
        return Word(tokens, at + 3) == "ATTRIBUTE";
    }

    private static bool Contains(string[] words, string word) => Array.IndexOf(words, word) >= 0;

    private static string Word(ReadOnlySpan<SqlToken> tokens, int index) =>
        index < tokens.Length && (KeywordTable.IsKeyword(tokens[index].Type) || tokens[index].Type == BTreeDbLexer.IDENTIFIER)
            ? tokens[index].Text.ToUpperInvariant()
            : "";
}
