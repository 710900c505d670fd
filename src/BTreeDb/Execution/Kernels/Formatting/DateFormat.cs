using System.Text;

namespace BTreeDb.Execution.Kernels.Formatting;

/// <summary>A compiled format of to_char, to_date and to_timestamp: fields with their modifiers, and text between them.</summary>
internal sealed class DateFormat
{
    // Longer names come before their beginnings.
    private static readonly string[] Names =
    [
        "A.D.", "A.M.", "AD", "AM", "B.C.", "BC", "CC", "DAY", "DDD", "DD", "DY", "D", "FF1", "FF2", "FF3", "FF4", "FF5", "FF6",
        "HH24", "HH12", "HH", "IDDD", "ID", "IW", "IYYY", "IYY", "IY", "I", "J", "MI", "MM", "MONTH", "MON", "MS", "OF", "P.M.", "PM",
        "Q", "RM", "SSSSS", "SSSS", "SS", "TZH", "TZM", "TZ", "US", "WW", "W", "Y,YYY", "YYYY", "YYY", "YY", "Y",
    ];

    private DateFormat(string text, DateFormatNode[] nodes, bool isExact)
    {
        Text = text;
        Nodes = nodes;
        IsExact = isExact;
    }

    /// <summary>The format as written.</summary>
    public string Text { get; }

    public DateFormatNode[] Nodes { get; }

    /// <summary>FX: the input must have exactly the format's shape.</summary>
    public bool IsExact { get; }

    /// <summary>Compiles a format, or gives the one before back if it is the same.</summary>
    public static DateFormat Get(object? before, string text)
    {
        if (before is DateFormat known && known.Text == text)
            return known;
        var nodes = new List<DateFormatNode>();
        var isExact = false;
        for (var at = 0; at < text.Length;)
        {
            if (StartsWith(text, at, "FX"))
            {
                isExact = true;
                at += 2;
            }
            else if (TryReadField(text, ref at, out var field))
            {
                nodes.Add(field);
            }
            else
            {
                nodes.Add(ReadText(text, ref at));
            }
        }

        return new DateFormat(text, [.. nodes], isExact);
    }

    private static bool TryReadField(string text, ref int at, out DateFormatNode field)
    {
        var start = at;
        var (fills, translates) = (false, false);
        while (true)
        {
            if (StartsWith(text, start, "FM"))
                fills = true;
            else if (StartsWith(text, start, "TM"))
                translates = true;
            else
                break;
            start += 2;
        }

        foreach (var name in Names)
        {
            if (!StartsWith(text, start, name))
                continue;
            var spelling = text.Substring(start, name.Length);
            start += name.Length;
            var suffix = "";
            if (StartsWith(text, start, "TH"))
            {
                suffix = text.Substring(start, 2) == "TH" ? "TH" : "th";
                start += 2;
            }
            else if (StartsWith(text, start, "SP"))
            {
                start += 2;
            }

            at = start;
            field = new DateFormatNode(name, spelling, fills || translates, suffix);
            return true;
        }

        field = default;
        return false;
    }

    /// <summary>Quoted text, an escaped quote, or one character.</summary>
    private static DateFormatNode ReadText(string text, ref int at)
    {
        if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] == '"')
        {
            at += 2;
            return new DateFormatNode("", "\"", false, "");
        }

        if (text[at] != '"')
            return new DateFormatNode("", text[at++].ToString(), false, "");
        var quoted = new StringBuilder();
        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
                at++;
            quoted.Append(text[at]);
        }

        at = Math.Min(at + 1, text.Length);
        return new DateFormatNode("", quoted.ToString(), false, "") { IsQuoted = true };
    }

    private static bool StartsWith(string text, int at, string word) =>
        string.Compare(text, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0;
}
