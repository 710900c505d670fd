using System.Globalization;

namespace BTreeDb.Types;

/// <summary>The text of object numbers: unsigned, but a negative number means the one with the same bits.</summary>
internal static class OidText
{
    /// <summary>Reads a number; 22P02 for anything else, 22003 when it has more than 32 bits.</summary>
    public static long Parse(ReadOnlySpan<byte> text)
    {
        var trimmed = TextInput.Trim(text);
        if (!long.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            throw TypeErrors.InvalidInput("oid", text);
        if (number is < int.MinValue or > uint.MaxValue)
            throw TypeErrors.InputOutOfRange("oid", text);
        return (uint)number;
    }
}
