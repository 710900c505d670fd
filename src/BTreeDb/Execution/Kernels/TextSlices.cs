using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels;

/// <summary>
/// Text functions that yield a part of their argument: a list. The result points to where the argument lies, which lives
/// as long as the batch.
/// </summary>
internal static class TextSlices
{
    public readonly struct Substring : IFunction<TextView, int, TextView>
    {
        public static TextView Invoke(in TextView a, in int b, FunctionScope scope)
        {
            var start = b <= 1 ? 0 : OffsetOf(a, b - 1, scope);
            return a.Slice(start, a.Length - start);
        }
    }

    public readonly struct SubstringFor : IFunction<TextView, int, int, TextView>
    {
        public static TextView Invoke(in TextView a, in int b, in int c, FunctionScope scope)
        {
            if (c < 0)
                throw FunctionErrors.NegativeSubstringLength();
            var last = (long)b + c - 1;
            if (last < 1)
                return default;
            var start = b <= 1 ? 0 : OffsetOf(a, b - 1, scope);
            var end = last >= a.Length ? a.Length : OffsetOf(a, (int)last, scope);
            return a.Slice(start, Math.Max(end - start, 0));
        }
    }

    /// <summary>The first n characters; with a negative n all but the last -n.</summary>
    public readonly struct Left : IFunction<TextView, int, TextView>
    {
        public static TextView Invoke(in TextView a, in int b, FunctionScope scope) =>
            a.Slice(0, OffsetFromEnds(a, b));
    }

    /// <summary>The last n characters; with a negative n all but the first -n.</summary>
    public readonly struct Right : IFunction<TextView, int, TextView>
    {
        public static TextView Invoke(in TextView a, in int b, FunctionScope scope)
        {
            // The last n are what all but the first (count - n) leave.
            var start = b == int.MinValue ? a.Length : OffsetFromEnds(a, -b);
            if (b == 0)
                start = a.Length;
            return a.Slice(start, a.Length - start);
        }
    }

    public readonly struct TrimBoth : IFunction<TextView, TextView>
    {
        public static TextView Invoke(in TextView a, FunctionScope scope) => TrimSpaces(a, true, true);
    }

    public readonly struct TrimLeft : IFunction<TextView, TextView>
    {
        public static TextView Invoke(in TextView a, FunctionScope scope) => TrimSpaces(a, true, false);
    }

    public readonly struct TrimRight : IFunction<TextView, TextView>
    {
        public static TextView Invoke(in TextView a, FunctionScope scope) => TrimSpaces(a, false, true);
    }

    public readonly struct TrimBothOf : IFunction<TextView, TextView, TextView>
    {
        public static TextView Invoke(in TextView a, in TextView b, FunctionScope scope) => Trim(a, b.Span, true, true);
    }

    public readonly struct TrimLeftOf : IFunction<TextView, TextView, TextView>
    {
        public static TextView Invoke(in TextView a, in TextView b, FunctionScope scope) => Trim(a, b.Span, true, false);
    }

    public readonly struct TrimRightOf : IFunction<TextView, TextView, TextView>
    {
        public static TextView Invoke(in TextView a, in TextView b, FunctionScope scope) => Trim(a, b.Span, false, true);
    }

    /// <summary>The n-th field between delimiters, counted from the end when n is negative.</summary>
    public readonly struct SplitPart : IFunction<TextView, TextView, int, TextView>
    {
        public static TextView Invoke(in TextView a, in TextView b, in int c, FunctionScope scope)
        {
            if (c == 0)
                throw FunctionErrors.ZeroFieldPosition();
            if (a.Length == 0)
                return default;
            if (b.Length == 0)
                return c is 1 or -1 ? a : default;
            return c > 0 ? Field(a, b.Span, c) : Field(a, b.Span, CountFields(a.Span, b.Span) + c + 1);
        }

        private static TextView Field(in TextView text, ReadOnlySpan<byte> delimiter, long number)
        {
            if (number < 1)
                return default;
            var start = 0;
            while (true)
            {
                var length = text.Span[start..].IndexOf(delimiter);
                if (--number == 0)
                    return text.Slice(start, length < 0 ? text.Length - start : length);
                if (length < 0)
                    return default;
                start += length + delimiter.Length;
            }
        }

        private static long CountFields(ReadOnlySpan<byte> text, ReadOnlySpan<byte> delimiter) => text.Count(delimiter) + 1;
    }

    /// <summary>The byte offset of a character; bytes and characters are the same in a byte string.</summary>
    private static int OffsetOf(in TextView text, int character, FunctionScope scope) =>
        scope.ArgumentType.Id == TypeId.Bytea
            ? Math.Min(character, text.Length)
            : TextLength.OffsetOf(text.Span, character);

    /// <summary>The offset behind the first n characters, or with a negative n before the last -n.</summary>
    private static int OffsetFromEnds(in TextView text, int count)
    {
        if (count >= 0)
            return TextLength.OffsetOf(text.Span, count);
        var keep = TextLength.CountCharacters(text.Span) + (long)count;
        return keep <= 0 ? 0 : TextLength.OffsetOf(text.Span, (int)keep);
    }

    private static TextView TrimSpaces(in TextView text, bool atStart, bool atEnd)
    {
        var span = text.Span;
        var start = 0;
        var end = span.Length;
        while (atStart && start < end && span[start] == ' ')
            start++;
        while (atEnd && end > start && span[end - 1] == ' ')
            end--;
        return text.Slice(start, end - start);
    }

    private static TextView Trim(in TextView text, ReadOnlySpan<byte> characters, bool atStart, bool atEnd)
    {
        var span = text.Span;
        var start = 0;
        var end = span.Length;
        while (atStart && start < end)
        {
            var next = start + 1;
            while (next < end && (span[next] & 0xC0) == 0x80)
                next++;
            if (!ContainsCharacter(characters, span[start..next]))
                break;
            start = next;
        }

        while (atEnd && end > start)
        {
            var previous = end - 1;
            while (previous > start && (span[previous] & 0xC0) == 0x80)
                previous--;
            if (!ContainsCharacter(characters, span[previous..end]))
                break;
            end = previous;
        }

        return text.Slice(start, end - start);
    }

    // UTF-8 synchronises itself: the bytes of one character are found only where that character is.
    private static bool ContainsCharacter(ReadOnlySpan<byte> characters, ReadOnlySpan<byte> character) =>
        characters.IndexOf(character) >= 0;
}
