namespace BTreeDb.Types;

/// <summary>
/// Lengths of UTF-8 text in characters, and the rules of <c>varchar(n)</c> and <c>char(n)</c>. Values of <c>char(n)</c>
/// are held without their trailing blanks (invariant T2), which makes comparison, hashing and keys those of text; output
/// pads them to the declared length. Where the length is lost the value gets its blanks, which <c>bpchar</c> carries.
/// </summary>
internal static class TextLength
{
    /// <summary>Characters (code points) of valid UTF-8.</summary>
    public static int CountCharacters(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var b in text)
            count += (b & 0xC0) != 0x80 ? 1 : 0;
        return count;
    }

    /// <summary>The byte offset of the character with a zero-based number; the length when there is none.</summary>
    public static int OffsetOf(ReadOnlySpan<byte> text, int character)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if ((text[i] & 0xC0) != 0x80 && --character < 0)
                return i;
        }

        return text.Length;
    }

    /// <summary>Fits text to its type: cuts it (explicit cast, or only blanks too long) or raises 22001.</summary>
    public static ReadOnlySpan<byte> Coerce(ReadOnlySpan<byte> text, SqlType type, bool isExplicit)
    {
        if (type.Modifier >= 0 && text.Length > type.Modifier && IsLimited(type.Id))
        {
            var end = OffsetOf(text, type.Modifier);
            if (!isExplicit && text[end..].IndexOfAnyExcept((byte)' ') >= 0)
                throw TypeErrors.TextTooLong(TypeNames.Of(type));
            text = text[..end];
        }

        return type.Id switch
        {
            TypeId.Char when type.Modifier >= 0 => TrimBlanks(text),
            TypeId.Name => ObjectNames.Truncate(text),
            _ => text,
        };
    }

    /// <summary>What of a <c>char</c> counts in comparisons and becomes text.</summary>
    public static ReadOnlySpan<byte> TrimBlanks(ReadOnlySpan<byte> text) => text.TrimEnd((byte)' ');

    /// <summary>Writes a <c>char(n)</c> with its blanks.</summary>
    public static void WritePadded(ByteWriter writer, ReadOnlySpan<byte> text, int modifier)
    {
        writer.Append(text);
        if (modifier < 0)
            return;
        var missing = modifier - CountCharacters(text);
        if (missing > 0)
            writer.Append(missing).Fill((byte)' ');
    }

    private static bool IsLimited(TypeId id) => id is TypeId.VarChar or TypeId.Char;
}
