using System.Text;

namespace BTreeDb.Types;

/// <summary>Reads the text of a row: <c>(1,"two, three",)</c>, whose empty fields are NULL.</summary>
internal static class RecordText
{
    /// <summary>The texts of the fields, null for NULL; false when the text is not that of a row.</summary>
    public static bool TryRead(string text, List<string?> fields)
    {
        var place = 0;
        SkipSpace(text, ref place);
        if (place == text.Length || text[place++] != '(')
            return false;
        while (true)
        {
            if (!TryReadField(text, ref place, out var field))
                return false;
            fields.Add(field);
            if (text[place++] == ')')
                break;
        }

        SkipSpace(text, ref place);
        return place == text.Length;
    }

    /// <summary>Reads up to the comma or parenthesis behind a field.</summary>
    private static bool TryReadField(string text, ref int place, out string? field)
    {
        var value = new StringBuilder();
        var isQuoted = false;
        var isNull = true;
        for (; place < text.Length; place++)
        {
            var c = text[place];
            if (!isQuoted && c is (',' or ')'))
            {
                field = isNull ? null : value.ToString();
                return true;
            }

            isNull = false;
            if (c == '\\' && ++place < text.Length)
                value.Append(text[place]);
            else if (c == '"' && isQuoted && place + 1 < text.Length && text[place + 1] == '"')
                value.Append(text[++place]);
            else if (c == '"')
                isQuoted = !isQuoted;
            else if (c != '\\')
                value.Append(c);
        }

        field = null;
        return false;
    }

    private static void SkipSpace(string text, ref int place)
    {
        while (place < text.Length && char.IsWhiteSpace(text[place]))
            place++;
    }
}
