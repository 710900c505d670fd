using System.Text;

namespace BTreeDb.Engine.SystemCatalog;

/// <summary>Reads names with dots and quotes that come as values, not as SQL.</summary>
internal static class QualifiedNameText
{
    /// <summary>The parts; 42602 when the text is no name.</summary>
    public static List<string> Parse(string text)
    {
        var parts = new List<string>();
        var at = 0;
        while (true)
        {
            SkipSpace(text, ref at);
            parts.Add(at < text.Length && text[at] == '"' ? ReadQuoted(text, ref at) : ReadPlain(text, ref at));
            SkipSpace(text, ref at);
            if (at == text.Length)
                return parts;
            if (text[at++] != '.')
                throw SystemCatalogErrors.InvalidName();
        }
    }

    private static void SkipSpace(string text, ref int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
    }

    private static string ReadQuoted(string text, ref int at)
    {
        var name = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                name.Append(text[at]);
                continue;
            }

            at++;
            if (at == text.Length || text[at] != '"')
                return name.Length > 0 ? name.ToString() : throw SystemCatalogErrors.InvalidName();
            name.Append('"');
        }

        throw SystemCatalogErrors.InvalidName();
    }

    private static string ReadPlain(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && text[at] is not ('.' or '"') && !char.IsWhiteSpace(text[at]))
            at++;
        return at > start ? text[start..at].ToLowerInvariant() : throw SystemCatalogErrors.InvalidName();
    }
}
