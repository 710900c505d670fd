using System.Text;
using BTreeDb.Types.Arrays;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>Arrays to strings and back: a list.</summary>
internal static class ArrayStrings
{
    /// <summary>array_to_string; with a third argument NULL elements show as that.</summary>
    public static void Join(CallFrame call)
    {
        if (call.IsNull(0) || call.IsNull(1))
        {
            call.ReturnNull();
            return;
        }

        var array = new ArrayView(call.Bytes(0));
        var element = call.TypeOf(0).ElementType;
        var showsNull = call.Count > 2 && !call.IsNull(2);
        var any = false;
        for (var i = 0; i < array.Count; i++)
        {
            if (array.IsNull(i) && !showsNull)
                continue;
            if (any)
                call.Writer.Append(call.Bytes(1));
            any = true;
            if (array.IsNull(i))
                call.Writer.Append(call.Bytes(2));
            else
                ArrayText.WriteRaw(call.Writer, array[i], element, call.Context.TimeZone);
        }

        call.ReturnWritten();
    }

    public static void Split(CallFrame call)
    {
        if (call.IsNull(0))
        {
            call.ReturnNull();
            return;
        }

        var scratch = ArrayScratch.Of(call);
        var hidden = call.Count > 2 && !call.IsNull(2) ? call.Bytes(2) : default;
        Split(call.Bytes(0), call.IsNull(1), call.IsNull(1) ? default : call.Bytes(1), scratch.Builder, call.Count > 2 && !call.IsNull(2), hidden);
        scratch.Return(call);
    }

    /// <summary>
    /// Adds the fields of a text: between delimiters, its characters where there is no delimiter, all of it where that is
    /// empty. Fields that equal <paramref name="nullText"/> become NULL.
    /// </summary>
    public static void Split(
        ReadOnlySpan<byte> text, bool byCharacter, ReadOnlySpan<byte> delimiter, ArrayBuilder fields, bool hasNull,
        ReadOnlySpan<byte> nullText)
    {
        while (text.Length > 0)
        {
            var (length, skipped) = Next(text, byCharacter, delimiter);
            Add(text[..length], fields, hasNull, nullText);
            if (length == text.Length)
                return;
            text = text[(length + skipped)..];
            // A delimiter at the end has an empty field behind it.
            if (text.Length == 0 && skipped > 0)
                Add(default, fields, hasNull, nullText);
        }
    }

    private static (int Length, int Skipped) Next(ReadOnlySpan<byte> text, bool byCharacter, ReadOnlySpan<byte> delimiter)
    {
        if (byCharacter)
        {
            Rune.DecodeFromUtf8(text, out _, out var character);
            return (character, 0);
        }

        var at = delimiter.Length == 0 ? -1 : text.IndexOf(delimiter);
        return at < 0 ? (text.Length, 0) : (at, delimiter.Length);
    }

    private static void Add(ReadOnlySpan<byte> field, ArrayBuilder fields, bool hasNull, ReadOnlySpan<byte> nullText)
    {
        if (hasNull && field.SequenceEqual(nullText))
            fields.AddNull();
        else
            fields.Add(field);
    }
}
