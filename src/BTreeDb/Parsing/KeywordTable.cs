using BTreeDb.Parsing.Generated;

namespace BTreeDb.Parsing;

/// <summary>The keywords, taken from the names of the lexer's tokens; <c>SKIP_</c> stands for <c>SKIP</c>.</summary>
internal static class KeywordTable
{
    private const int First = BTreeDbLexer.ABORT;
    private const int Last = BTreeDbLexer.ZONE;

    // A plain dictionary: freezing one costs the first statement of a process 20 ms.
    private static readonly Dictionary<string, int> Types = Build();
    private static readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        Types.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The token type of a word in any case, or IDENTIFIER when it is no keyword.</summary>
    public static int TypeOf(ReadOnlySpan<char> word) =>
        BySpan.TryGetValue(word, out var type) ? type : BTreeDbLexer.IDENTIFIER;

    /// <summary>Whether a token type is a keyword's.</summary>
    public static bool IsKeyword(int type) => type is >= First and <= Last;

    /// <summary>The keywords in lower case.</summary>
    public static IEnumerable<string> Words => Types.Keys;

    private static Dictionary<string, int> Build()
    {
        var types = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var type = First; type <= Last; type++)
            types.Add(BTreeDbLexer.DefaultVocabulary.GetSymbolicName(type).TrimEnd('_').ToLowerInvariant(), type);
        return types;
    }
}
