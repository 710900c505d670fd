namespace BTreeDb.Types;

/// <summary>The length of the names of catalog objects.</summary>
internal static class ObjectNames
{
    /// <summary>The bytes that a name has at most.</summary>
    public const int BytesMax = 63;

    /// <summary>Cuts a name that is too long, between characters.</summary>
    public static ReadOnlySpan<byte> Truncate(ReadOnlySpan<byte> name)
    {
        if (name.Length <= BytesMax)
            return name;
        var length = BytesMax;
        while (length > 0 && (name[length] & 0xC0) == 0x80)
            length--;
        return name[..length];
    }
}
