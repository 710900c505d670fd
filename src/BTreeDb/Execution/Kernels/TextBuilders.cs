using System.Security.Cryptography;
using System.Text;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels;

/// <summary>Text functions that build new text: a list.</summary>
internal static class TextBuilders
{
    // PostgreSQL's limit of one value, about 1 GB.
    private const int LengthMax = 0x3FFFFFFF;

    public readonly struct Concat : IFunction<TextView, TextView, TextView>
    {
        public static TextView Invoke(in TextView a, in TextView b, FunctionScope scope)
        {
            if (b.Length == 0)
                return a;
            if (a.Length == 0)
                return b;
            var length = (long)a.Length + b.Length;
            if (length > LengthMax)
                throw FunctionErrors.RequestedLengthTooLarge();
            if (length > TextView.InlineCapacity)
                return Join(a.Span, b.Span, scope.Arena.Allocate((int)length));
            Span<byte> inline = stackalloc byte[TextView.InlineCapacity];
            return Join(a.Span, b.Span, inline[..(int)length]);
        }

        private static TextView Join(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, Span<byte> target)
        {
            a.CopyTo(target);
            b.CopyTo(target[a.Length..]);
            return TextView.FromPinned(target);
        }
    }

    public readonly struct Lower : IFunction<TextView, TextView>
    {
        public static TextView Invoke(in TextView a, FunctionScope scope)
        {
            CaseMapping.Lower(scope.Writer(), a.Span);
            return scope.Written();
        }
    }

    public readonly struct Upper : IFunction<TextView, TextView>
    {
        public static TextView Invoke(in TextView a, FunctionScope scope)
        {
            CaseMapping.Upper(scope.Writer(), a.Span);
            return scope.Written();
        }
    }

    public readonly struct InitCap : IFunction<TextView, TextView>
    {
        public static TextView Invoke(in TextView a, FunctionScope scope)
        {
            CaseMapping.Initial(scope.Writer(), a.Span);
            return scope.Written();
        }
    }

    public readonly struct Replace : IFunction<TextView, TextView, TextView, TextView>
    {
        public static TextView Invoke(in TextView a, in TextView b, in TextView c, FunctionScope scope)
        {
            if (b.Length == 0 || a.Span.IndexOf(b.Span) < 0)
                return a;
            var writer = scope.Writer();
            var rest = a.Span;
            for (var at = rest.IndexOf(b.Span); at >= 0; at = rest.IndexOf(b.Span))
            {
                writer.Append(rest[..at]);
                writer.Append(c.Span);
                rest = rest[(at + b.Length)..];
            }

            writer.Append(rest);
            return scope.Written();
        }
    }

    public readonly struct Repeat : IFunction<TextView, int, TextView>
    {
        public static TextView Invoke(in TextView a, in int b, FunctionScope scope)
        {
            if (b <= 0 || a.Length == 0)
                return default;
            if ((long)a.Length * b > LengthMax)
                throw FunctionErrors.RequestedLengthTooLarge();
            var writer = scope.Writer();
            for (var i = 0; i < b; i++)
                writer.Append(a.Span);
            return scope.Written();
        }
    }

    public readonly struct Reverse : IFunction<TextView, TextView>
    {
        public static TextView Invoke(in TextView a, FunctionScope scope)
        {
            var writer = scope.Writer();
            var rest = a.Span;
            while (rest.Length > 0)
            {
                var start = rest.Length - 1;
                while (start > 0 && (rest[start] & 0xC0) == 0x80)
                    start--;
                writer.Append(rest[start..]);
                rest = rest[..start];
            }

            return scope.Written();
        }
    }

    public readonly struct PadLeft : IFunction<TextView, int, TextView>
    {
        public static TextView Invoke(in TextView a, in int b, FunctionScope scope) => Pad(a, b, " "u8, true, scope);
    }

    public readonly struct PadRight : IFunction<TextView, int, TextView>
    {
        public static TextView Invoke(in TextView a, in int b, FunctionScope scope) => Pad(a, b, " "u8, false, scope);
    }

    public readonly struct PadLeftWith : IFunction<TextView, int, TextView, TextView>
    {
        public static TextView Invoke(in TextView a, in int b, in TextView c, FunctionScope scope) =>
            Pad(a, b, c.Span, true, scope);
    }

    public readonly struct PadRightWith : IFunction<TextView, int, TextView, TextView>
    {
        public static TextView Invoke(in TextView a, in int b, in TextView c, FunctionScope scope) =>
            Pad(a, b, c.Span, false, scope);
    }

    public readonly struct Chr : IFunction<int, TextView>
    {
        public static TextView Invoke(in int a, FunctionScope scope)
        {
            if (a == 0)
                throw FunctionErrors.NullCharacter();
            if (a < 0)
                throw FunctionErrors.NegativeCharacter();
            if (a > 0x10FFFF)
                throw FunctionErrors.CharacterTooLarge(a);
            if (!Rune.TryCreate(a, out var rune))
                throw FunctionErrors.InvalidCharacter(a);
            Span<byte> bytes = stackalloc byte[4];
            return TextView.FromShort(bytes[..rune.EncodeToUtf8(bytes)]);
        }
    }

    /// <summary>Replaces each character of the second argument by the one at its place in the third, or by nothing.</summary>
    public readonly struct Translate : IFunction<TextView, TextView, TextView, TextView>
    {
        public static TextView Invoke(in TextView a, in TextView b, in TextView c, FunctionScope scope)
        {
            var writer = scope.Writer();
            var rest = a.Span;
            while (rest.Length > 0)
            {
                Rune.DecodeFromUtf8(rest, out _, out var length);
                var character = rest[..length];
                rest = rest[length..];
                var at = b.Span.IndexOf(character);
                if (at < 0)
                    writer.Append(character);
                else
                    AppendCharacter(writer, c.Span, TextLength.CountCharacters(b.Span[..at]));
            }

            return scope.Written();
        }

        private static void AppendCharacter(ByteWriter writer, ReadOnlySpan<byte> text, int number)
        {
            var start = TextLength.OffsetOf(text, number);
            if (start >= text.Length)
                return;
            Rune.DecodeFromUtf8(text[start..], out _, out var length);
            writer.Append(text.Slice(start, length));
        }
    }

    public readonly struct Md5 : IFunction<TextView, TextView>
    {
        public static TextView Invoke(in TextView a, FunctionScope scope)
        {
            Span<byte> hash = stackalloc byte[16];
#pragma warning disable CA5351 // The SQL function md5() is what it is called; nothing is protected by it.
            MD5.HashData(a.Span, hash);
#pragma warning restore CA5351
            ByteaText.WriteHex(scope.Writer(), hash);
            return scope.Written();
        }
    }

    public readonly struct ToHex32 : IFunction<int, TextView>
    {
        public static TextView Invoke(in int a, FunctionScope scope) => WriteHex((uint)a, scope);
    }

    public readonly struct ToHex64 : IFunction<long, TextView>
    {
        public static TextView Invoke(in long a, FunctionScope scope) => WriteHex((ulong)a, scope);
    }

    public readonly struct QuoteLiteral : IFunction<TextView, TextView>
    {
        public static TextView Invoke(in TextView a, FunctionScope scope)
        {
            var writer = scope.Writer();
            if (a.Span.Contains((byte)'\\'))
                writer.Append((byte)'E');
            writer.Append((byte)'\'');
            foreach (var c in a.Span)
            {
                if (c is (byte)'\'' or (byte)'\\')
                    writer.Append(c);
                writer.Append(c);
            }

            writer.Append((byte)'\'');
            return scope.Written();
        }
    }

    public readonly struct QuoteIdent : IFunction<TextView, TextView>
    {
        public static TextView Invoke(in TextView a, FunctionScope scope)
        {
            if (IsPlain(a.Span))
                return a;
            var writer = scope.Writer();
            writer.Append((byte)'"');
            foreach (var c in a.Span)
            {
                if (c == '"')
                    writer.Append(c);
                writer.Append(c);
            }

            writer.Append((byte)'"');
            return scope.Written();
        }

        private static bool IsPlain(ReadOnlySpan<byte> name) =>
            name.Length > 0 && !char.IsAsciiDigit((char)name[0])
            && name.IndexOfAnyExcept(IdentifierBytes) < 0 && !SqlWords.IsReserved(name);
    }

    private static readonly System.Buffers.SearchValues<byte> IdentifierBytes =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_"u8);

    private static TextView WriteHex(ulong value, FunctionScope scope)
    {
        Span<byte> digits = stackalloc byte[16];
        var at = digits.Length;
        do
        {
            digits[--at] = ByteaText.HexDigit((int)(value & 15));
            value >>= 4;
        }
        while (value != 0);
        return scope.Arena.Add(digits[at..]);
    }

    /// <summary>Pads to a number of characters, or cuts to it.</summary>
    private static TextView Pad(in TextView text, int length, ReadOnlySpan<byte> fill, bool atStart, FunctionScope scope)
    {
        if (length <= 0)
            return default;
        var missing = length - TextLength.CountCharacters(text.Span);
        if (missing <= 0)
            return text.Slice(0, TextLength.OffsetOf(text.Span, length));
        if (fill.Length == 0)
            return text;
        if ((long)missing * 4 > LengthMax)
            throw FunctionErrors.RequestedLengthTooLarge();
        var writer = scope.Writer();
        if (!atStart)
            writer.Append(text.Span);
        var fillCharacters = TextLength.CountCharacters(fill);
        for (; missing >= fillCharacters; missing -= fillCharacters)
            writer.Append(fill);
        writer.Append(fill[..TextLength.OffsetOf(fill, missing)]);
        if (atStart)
            writer.Append(text.Span);
        return scope.Written();
    }
}
