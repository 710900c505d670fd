namespace BTreeDb.Types.Json;

/// <summary>Text output of jsonb, and of strings inside any json.</summary>
internal static class JsonText
{
    private const int Indent = 4;

    /// <summary>Writes a jsonb value: <c>{"a": 1, "b": [1, 2]}</c>.</summary>
    public static void Write(ByteWriter writer, in JsonbView value)
    {
        switch (value.Kind)
        {
            case JsonKind.Array:
                Diagnostics.StackDepth.Ensure();
                writer.Append((byte)'[');
                for (var i = 0; i < value.Count; i++)
                {
                    if (i > 0)
                        writer.Append(", "u8);
                    Write(writer, value[i]);
                }

                writer.Append((byte)']');
                break;
            case JsonKind.Object:
                Diagnostics.StackDepth.Ensure();
                writer.Append((byte)'{');
                for (var i = 0; i < value.Count; i++)
                {
                    if (i > 0)
                        writer.Append(", "u8);
                    WriteString(writer, value.KeyAt(i));
                    writer.Append(": "u8);
                    Write(writer, value[i]);
                }

                writer.Append((byte)'}');
                break;
            default:
                WriteScalar(writer, value);
                break;
        }
    }

    /// <summary>Writes a jsonb value over several lines, as <c>jsonb_pretty</c> does.</summary>
    public static void WritePretty(ByteWriter writer, in JsonbView value, int level = 0)
    {
        if (!value.IsContainer)
        {
            WriteScalar(writer, value);
            return;
        }

        Diagnostics.StackDepth.Ensure();
        var isObject = value.Kind == JsonKind.Object;
        writer.Append(isObject ? (byte)'{' : (byte)'[');
        for (var i = 0; i < value.Count; i++)
        {
            if (i > 0)
                writer.Append((byte)',');
            NewLine(writer, level + 1);
            if (isObject)
            {
                WriteString(writer, value.KeyAt(i));
                writer.Append(": "u8);
            }

            WritePretty(writer, value[i], level + 1);
        }

        NewLine(writer, level);
        writer.Append(isObject ? (byte)'}' : (byte)']');
    }

    /// <summary>Writes a string in quotes with what must be escaped.</summary>
    public static void WriteString(ByteWriter writer, ReadOnlySpan<byte> text)
    {
        writer.Append((byte)'"');
        foreach (var c in text)
        {
            switch (c)
            {
                case (byte)'\b':
                    writer.Append("\\b"u8);
                    break;
                case (byte)'\f':
                    writer.Append("\\f"u8);
                    break;
                case (byte)'\n':
                    writer.Append("\\n"u8);
                    break;
                case (byte)'\r':
                    writer.Append("\\r"u8);
                    break;
                case (byte)'\t':
                    writer.Append("\\t"u8);
                    break;
                case (byte)'"' or (byte)'\\':
                    writer.Append((byte)'\\');
                    writer.Append(c);
                    break;
                case < 0x20:
                    writer.Append("\\u00"u8);
                    writer.Append(ByteaText.HexDigit(c >> 4));
                    writer.Append(ByteaText.HexDigit(c & 15));
                    break;
                default:
                    writer.Append(c);
                    break;
            }
        }

        writer.Append((byte)'"');
    }

    private static void WriteScalar(ByteWriter writer, in JsonbView value)
    {
        switch (value.Kind)
        {
            case JsonKind.String:
                WriteString(writer, value.Text);
                break;
            case JsonKind.Number:
                NumericText.Write(writer, value.Number);
                break;
            case JsonKind.True:
                writer.Append("true"u8);
                break;
            case JsonKind.False:
                writer.Append("false"u8);
                break;
            default:
                writer.Append("null"u8);
                break;
        }
    }

    private static void NewLine(ByteWriter writer, int level)
    {
        writer.Append((byte)'\n');
        writer.Append(level * Indent).Fill((byte)' ');
    }
}
