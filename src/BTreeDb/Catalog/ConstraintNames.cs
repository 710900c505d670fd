using System.Globalization;
using System.Text;

namespace BTreeDb.Catalog;

/// <summary>
/// Chooses names as PostgreSQL does: table, columns and a label joined by underscores, cut to 63 bytes by shortening the
/// longer of the first two, with a number appended until the name is free.
/// </summary>
internal static class ConstraintNames
{
    private const int NameBytesMax = 63;

    /// <summary>Chooses a name that <paramref name="isTaken"/> does not know.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">The column part, or null for none.</param>
    /// <param name="label">The last part, such as <c>pkey</c>.</param>
    /// <param name="isTaken">Whether a name is in use.</param>
    public static string Choose(string table, string? columns, string label, Func<string, bool> isTaken)
    {
        for (var pass = 0; ; pass++)
        {
            var suffix = pass == 0 ? label : label + pass.ToString(CultureInfo.InvariantCulture);
            var name = Join(table, columns, suffix);
            if (!isTaken(name))
                return name;
        }
    }

    /// <summary>The column part of a name: the columns joined by underscores.</summary>
    public static string JoinColumns(ReadOnlySpan<string> columns)
    {
        var text = new StringBuilder();
        foreach (var column in columns)
        {
            if (text.Length > 0)
                text.Append('_');
            text.Append(column);
            if (text.Length >= NameBytesMax)
                break;
        }

        return text.ToString();
    }

    private static string Join(string first, string? second, string label)
    {
        var overhead = label.Length + 1 + (second is null ? 0 : 1);
        var available = NameBytesMax - overhead;
        var firstBytes = Encoding.UTF8.GetByteCount(first);
        var secondBytes = second is null ? 0 : Encoding.UTF8.GetByteCount(second);
        while (firstBytes + secondBytes > available)
        {
            if (firstBytes > secondBytes)
                firstBytes--;
            else
                secondBytes--;
        }

        var start = CutToBytes(first, firstBytes);
        return second is null ? $"{start}_{label}" : $"{start}_{CutToBytes(second, secondBytes)}_{label}";
    }

    private static string CutToBytes(string text, int bytes)
    {
        var length = 0;
        var used = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (used + rune.Utf8SequenceLength > bytes)
                break;
            used += rune.Utf8SequenceLength;
            length += rune.Utf16SequenceLength;
        }

        return text[..length];
    }
}
