namespace BTreeDb.Types;

/// <summary>Text input and output of uuids, which are held in network order as <see cref="UInt128"/>.</summary>
internal static class UuidText
{
    private const int DigitCount = 32;

    /// <summary>Reads 32 hexadecimal digits, a hyphen allowed after each group of four, braces around.</summary>
    public static UInt128 Parse(ReadOnlySpan<byte> text)
    {
        var digits = TextInput.Trim(text);
        if (digits.Length >= 2 && digits[0] == '{' && digits[^1] == '}')
            digits = digits[1..^1];
        UInt128 value = 0;
        var count = 0;
        foreach (var c in digits)
        {
            if (c == '-' && count > 0 && count % 4 == 0 && count < DigitCount)
                continue;
            var digit = ByteaText.HexValue(c);
            if (digit < 0 || ++count > DigitCount)
                throw TypeErrors.InvalidInput("uuid", text);
            value = value << 4 | (uint)digit;
        }

        return count == DigitCount ? value : throw TypeErrors.InvalidInput("uuid", text);
    }

    public static void Write(ByteWriter writer, UInt128 value)
    {
        var target = writer.Append(36);
        var at = 0;
        for (var digit = 0; digit < DigitCount; digit++)
        {
            if (digit is 8 or 12 or 16 or 20)
                target[at++] = (byte)'-';
            target[at++] = ByteaText.HexDigit((int)(value >> (4 * (DigitCount - 1 - digit))) & 15);
        }
    }
}
