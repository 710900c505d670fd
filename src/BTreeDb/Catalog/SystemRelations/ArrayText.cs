using System.Text;

namespace BTreeDb.Catalog.SystemRelations;

/// <summary>The text of one-dimensional arrays.</summary>
internal static class ArrayText
{
    /// <summary>An array of texts, quoted where needed.</summary>
    public static string Of(IEnumerable<string> elements)
    {
        var text = new StringBuilder("{");
        foreach (var element in elements)
        {
            if (text.Length > 1)
                text.Append(',');
            if (NeedsQuotes(element))
                text.Append('"').Append(element.Replace("\\", "\\\\", StringComparison.Ordinal)
                    .Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
            else
                text.Append(element);
        }

        return text.Append('}').ToString();
    }

    private static bool NeedsQuotes(string element) =>
        element.Length == 0 || element.Equals("null", StringComparison.OrdinalIgnoreCase)
        || element.AsSpan().IndexOfAny("{},\"\\ \t\n\r\v\f") >= 0;
}
