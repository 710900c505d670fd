namespace BTreeDb.Types;

/// <summary>Text input and output of integers; input takes <c>0x</c>, <c>0o</c>, <c>0b</c> and underscores as PostgreSQL 16 does.</summary>
internal static class IntegerText
{
    public static short ParseInt16(ReadOnlySpan<byte> text) => (short)Parse(text, "smallint", short.MinValue, short.MaxValue);

    public static int ParseInt32(ReadOnlySpan<byte> text) => (int)Parse(text, "integer", int.MinValue, int.MaxValue);

    public static long ParseInt64(ReadOnlySpan<byte> text) => Parse(text, "bigint", long.MinValue, long.MaxValue);

    public static void Write(ByteWriter writer, long value)
    {
        if (value < 0)
        {
            writer.Append((byte)'-');
            writer.AppendDecimal((ulong)-(Int128)value);
        }
        else
        {
            writer.AppendDecimal((ulong)value);
        }
    }

    private static long Parse(ReadOnlySpan<byte> text, string typeName, long minimum, long maximum)
    {
        var digits = TextInput.Trim(text);
        var negative = digits.Length > 0 && digits[0] == '-';
        if (digits.Length > 0 && digits[0] is (byte)'+' or (byte)'-')
            digits = digits[1..];
        var radix = RadixOf(digits);
        if (radix != 10)
            digits = digits[2..];
        if (digits.Length == 0)
            throw TypeErrors.InvalidInput(typeName, text);
        Int128 value = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            if (digits[i] == '_' && i + 1 < digits.Length && digits[i + 1] != '_' && (i > 0 || radix != 10))
                continue;
            var digit = DigitOf(digits[i]);
            if (digit >= radix)
                throw TypeErrors.InvalidInput(typeName, text);
            // Beyond 2^64 the sum only has to stay too large.
            if (value <= ulong.MaxValue)
                value = value * radix + digit;
        }

        if (negative)
            value = -value;
        if (value < minimum || value > maximum)
            throw TypeErrors.InputOutOfRange(typeName, text);
        return (long)value;
    }

    private static int RadixOf(ReadOnlySpan<byte> digits)
    {
        if (digits.Length < 2 || digits[0] != '0')
            return 10;
        return (digits[1] | 0x20) switch
        {
            'x' => 16,
            'o' => 8,
            'b' => 2,
            _ => 10,
        };
    }

    private static int DigitOf(byte c) => c switch
    {
        >= (byte)'0' and <= (byte)'9' => c - '0',
        >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
        _ => int.MaxValue,
    };
}
