using BTreeDb.Types;

namespace BTreeDb.Engine.Copying;

/// <summary>The backslash sequences of COPY's text format.</summary>
internal static class TextEscape
{
    /// <summary>Reads what stands behind a backslash; returns where to go on.</summary>
    public static int Read(ReadOnlySpan<byte> line, int at, ByteWriter target)
    {
        if (at >= line.Length)
            return at;
        var unit = line[at];
        if (unit is >= (byte)'0' and <= (byte)'7')
            return ReadOctal(line, at, target);
        if (unit == 'x' && at + 1 < line.Length && char.IsAsciiHexDigit((char)line[at + 1]))
            return ReadHex(line, at + 1, target);
        target.Append(unit switch
        {
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            (byte)'n' => (byte)'\n',
            (byte)'r' => (byte)'\r',
            (byte)'t' => (byte)'\t',
            (byte)'v' => (byte)'\v',
            _ => unit,
        });
        return at + 1;
    }

    /// <summary>Writes a value so that <see cref="Read"/> gives it back.</summary>
    public static void Write(ReadOnlySpan<byte> value, byte delimiter, ByteWriter target)
    {
        foreach (var unit in value)
        {
            var letter = unit switch
            {
                (byte)'\b' => (byte)'b',
                (byte)'\f' => (byte)'f',
                (byte)'\n' => (byte)'n',
                (byte)'\r' => (byte)'r',
                (byte)'\t' => (byte)'t',
                (byte)'\v' => (byte)'v',
                (byte)'\\' => (byte)'\\',
                _ => unit == delimiter ? unit : (byte)0,
            };
            if (letter != 0)
                target.Append((byte)'\\');
            target.Append(letter != 0 ? letter : unit);
        }
    }

    private static int ReadOctal(ReadOnlySpan<byte> line, int at, ByteWriter target)
    {
        var value = 0;
        var end = Math.Min(at + 3, line.Length);
        for (; at < end && line[at] is >= (byte)'0' and <= (byte)'7'; at++)
            value = (value * 8) + line[at] - '0';
        target.Append((byte)value);
        return at;
    }

    private static int ReadHex(ReadOnlySpan<byte> line, int at, ByteWriter target)
    {
        var value = 0;
        var end = Math.Min(at + 2, line.Length);
        for (; at < end && char.IsAsciiHexDigit((char)line[at]); at++)
            value = (value * 16) + Convert.ToInt32(((char)line[at]).ToString(), 16);
        target.Append((byte)value);
        return at;
    }
}
