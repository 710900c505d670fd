namespace BTreeDb.Types;

/// <summary>Text input and output of byte strings, in the hex and the escape format.</summary>
internal static class ByteaText
{
    public static void Parse(ByteWriter target, ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("\\x"u8))
            ParseHex(target, text[2..]);
        else
            ParseEscaped(target, text);
    }

    /// <summary>Writes bytes in the hexadecimal or the escape format.</summary>
    public static void Write(ByteWriter writer, ReadOnlySpan<byte> bytes, bool escapes)
    {
        if (escapes)
        {
            WriteEscaped(writer, bytes);
            return;
        }

        writer.Append("\\x"u8);
        WriteHex(writer, bytes);
    }

    private static void WriteEscaped(ByteWriter writer, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (b == '\\')
            {
                writer.Append("\\\\"u8);
            }
            else if (b is >= 0x20 and <= 0x7e)
            {
                writer.Append(b);
            }
            else
            {
                writer.Append((byte)'\\');
                writer.Append((byte)('0' + (b >> 6)));
                writer.Append((byte)('0' + ((b >> 3) & 7)));
                writer.Append((byte)('0' + (b & 7)));
            }
        }
    }

    /// <summary>Two lower-case digits a byte.</summary>
    public static void WriteHex(ByteWriter writer, ReadOnlySpan<byte> bytes)
    {
        var target = writer.Append(bytes.Length * 2);
        for (var i = 0; i < bytes.Length; i++)
        {
            target[2 * i] = HexDigit(bytes[i] >> 4);
            target[2 * i + 1] = HexDigit(bytes[i] & 15);
        }
    }

    public static byte HexDigit(int value) => (byte)(value < 10 ? '0' + value : 'a' + value - 10);

    /// <summary>The value of a hexadecimal digit, or -1.</summary>
    public static int HexValue(byte c) => c switch
    {
        >= (byte)'0' and <= (byte)'9' => c - '0',
        >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
        _ => -1,
    };

    private static void ParseHex(ByteWriter target, ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (TextInput.IsSpace(text[i]))
                continue;
            var high = HexValue(text[i]);
            if (high < 0)
                throw TypeErrors.InvalidHexDigit(text.Slice(i, 1));
            if (++i == text.Length)
                throw TypeErrors.OddHexDigits();
            var low = HexValue(text[i]);
            if (low < 0)
                throw TypeErrors.InvalidHexDigit(text.Slice(i, 1));
            target.Append((byte)(high << 4 | low));
        }
    }

    /// <summary>Reads the escape format: octal digits after a backslash.</summary>
    public static void ParseEscape(ByteWriter target, ReadOnlySpan<byte> text) => ParseEscaped(target, text);

    private static void ParseEscaped(ByteWriter target, ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                target.Append(text[i]);
            }
            else if (i + 1 < text.Length && text[i + 1] == '\\')
            {
                target.Append((byte)'\\');
                i++;
            }
            else if (i + 3 < text.Length && text[i + 1] is >= (byte)'0' and <= (byte)'3'
                && IsOctal(text[i + 2]) && IsOctal(text[i + 3]))
            {
                target.Append((byte)((text[i + 1] - '0') << 6 | (text[i + 2] - '0') << 3 | (text[i + 3] - '0')));
                i += 3;
            }
            else
            {
                throw TypeErrors.InvalidByteaEscape();
            }
        }
    }

    private static bool IsOctal(byte c) => c is >= (byte)'0' and <= (byte)'7';
}
