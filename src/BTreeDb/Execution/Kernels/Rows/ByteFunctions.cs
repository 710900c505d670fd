using System.Numerics;
using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>Functions over the bytes and bits of byte strings, and OVERLAY: a list.</summary>
internal static class ByteFunctions
{
    public static void GetByte(CallFrame call)
    {
        var bytes = call.Bytes(0);
        call.Return((int)bytes[CheckIndex(call.Int32(1), bytes.Length)]);
    }

    public static void SetByte(CallFrame call)
    {
        call.Writer.Append(call.Bytes(0));
        call.Writer.Written[CheckIndex(call.Int32(1), call.Writer.Length)] = (byte)call.Int32(2);
        call.ReturnWritten();
    }

    public static void GetBit(CallFrame call)
    {
        var bytes = call.Bytes(0);
        var bit = CheckBit(call.Int64(1), bytes.Length * 8L);
        call.Return((bytes[(int)(bit / 8)] >> (int)(bit % 8)) & 1);
    }

    public static void SetBit(CallFrame call)
    {
        call.Writer.Append(call.Bytes(0));
        var bit = CheckBit(call.Int64(1), call.Writer.Length * 8L);
        if (call.Int32(2) is not (0 or 1))
            throw TextErrors.NewBit();
        ref var b = ref call.Writer.Written[(int)(bit / 8)];
        b = (byte)(call.Int32(2) == 1 ? b | 1 << (int)(bit % 8) : b & ~(1 << (int)(bit % 8)));
        call.ReturnWritten();
    }

    public static void CountBits(CallFrame call)
    {
        long count = 0;
        foreach (var b in call.Bytes(0))
            count += BitOperations.PopCount(b);
        call.Return(count);
    }

    /// <summary>Trims bytes of a set; <paramref name="atStart"/> and <paramref name="atEnd"/> say where.</summary>
    public static void Trim(CallFrame call, bool atStart, bool atEnd)
    {
        var bytes = call.Bytes(0);
        var set = call.Bytes(1);
        if (atStart)
            bytes = bytes.TrimStart(set);
        if (atEnd)
            bytes = bytes.TrimEnd(set);
        call.ReturnBytes(bytes);
    }

    /// <summary>overlay(value, replacement, from [, count]), in characters of text or in bytes.</summary>
    public static void Overlay(CallFrame call)
    {
        var value = call.Bytes(0);
        var replacement = call.Bytes(1);
        var isText = call.ResultType.Id != TypeId.Bytea;
        var from = call.Int32(2);
        var count = call.Count > 3 ? call.Int32(3) : isText ? TextLength.CountCharacters(replacement) : replacement.Length;
        if (from <= 0)
            throw FunctionErrors.NegativeSubstringLength();
        var end = (long)from - 1 + count;
        if (end > int.MaxValue)
            throw TypeErrors.OutOfRange("integer");
        call.Writer.Append(value[..Offset(value, from - 1, isText)]);
        call.Writer.Append(replacement);
        call.Writer.Append(value[Offset(value, (int)Math.Max(end, 0), isText)..]);
        call.ReturnWritten();
    }

    private static int Offset(ReadOnlySpan<byte> value, int place, bool isText) =>
        isText ? TextLength.OffsetOf(value, place) : Math.Min(place, value.Length);

    private static int CheckIndex(int index, int length) =>
        (uint)index < (uint)length ? index : throw TextErrors.IndexOutOfRange(index, length - 1);

    private static long CheckBit(long bit, long length) =>
        bit >= 0 && bit < length ? bit : throw TextErrors.IndexOutOfRange(bit, length - 1);
}
