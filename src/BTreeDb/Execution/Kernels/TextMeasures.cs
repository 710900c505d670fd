using System.Text;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels;

/// <summary>Text functions that yield numbers or truth: a list.</summary>
internal static class TextMeasures
{
    public readonly struct CharLength : IFunction<TextView, int>
    {
        public static int Invoke(in TextView a, FunctionScope scope) =>
            TextLength.CountCharacters(scope.ArgumentType.CarriesBlanks ? TextLength.TrimBlanks(a.Span) : a.Span);
    }

    /// <summary>The bytes; of a <c>char(n)</c> with its blanks.</summary>
    public readonly struct OctetLength : IFunction<TextView, int>
    {
        public static int Invoke(in TextView a, FunctionScope scope)
        {
            if (scope.ArgumentType.Id != TypeId.Char)
                return a.Length;
            var blanks = scope.ArgumentType.Modifier - TextLength.CountCharacters(a.Span);
            return a.Length + Math.Max(blanks, 0);
        }
    }

    public readonly struct BitLength : IFunction<TextView, int>
    {
        public static int Invoke(in TextView a, FunctionScope scope) => OctetLength.Invoke(a, scope) * 8;
    }

    /// <summary>The one-based place of the second text in the first, in characters; 0 when it is not there.</summary>
    public readonly struct Position : IFunction<TextView, TextView, int>
    {
        public static int Invoke(in TextView a, in TextView b, FunctionScope scope)
        {
            var at = a.Span.IndexOf(b.Span);
            return at < 0 ? 0 : TextLength.CountCharacters(a.Span[..at]) + 1;
        }
    }

    /// <summary>As <see cref="Position"/>, in bytes.</summary>
    public readonly struct BytePosition : IFunction<TextView, TextView, int>
    {
        public static int Invoke(in TextView a, in TextView b, FunctionScope scope) => a.Span.IndexOf(b.Span) + 1;
    }

    /// <summary>The code point of the first character.</summary>
    public readonly struct FirstCodePoint : IFunction<TextView, int>
    {
        public static int Invoke(in TextView a, FunctionScope scope)
        {
            if (a.Length == 0)
                return 0;
            Rune.DecodeFromUtf8(a.Span, out var rune, out _);
            return rune.Value;
        }
    }

    public readonly struct StartsWith : IFunction<TextView, TextView, byte>
    {
        public static byte Invoke(in TextView a, in TextView b, FunctionScope scope) =>
            (byte)(a.Span.StartsWith(b.Span) ? 1 : 0);
    }
}
