using System.Text;

namespace BTreeDb.Types;

/// <summary>Text input of booleans: <c>true</c>, <c>yes</c>, <c>on</c>, <c>1</c> and their opposites, and unique prefixes.</summary>
internal static class BooleanText
{
    public static bool Parse(ReadOnlySpan<byte> text)
    {
        var word = TextInput.Trim(text);
        if (IsPrefix(word, "true"u8, 1) || IsPrefix(word, "yes"u8, 1) || IsPrefix(word, "on"u8, 2) || word.SequenceEqual("1"u8))
            return true;
        if (IsPrefix(word, "false"u8, 1) || IsPrefix(word, "no"u8, 1) || IsPrefix(word, "off"u8, 2) || word.SequenceEqual("0"u8))
            return false;
        throw TypeErrors.InvalidInput("boolean", text);
    }

    private static bool IsPrefix(ReadOnlySpan<byte> word, ReadOnlySpan<byte> whole, int minimum) =>
        word.Length >= minimum && word.Length <= whole.Length && Ascii.EqualsIgnoreCase(word, whole[..word.Length]);
}
