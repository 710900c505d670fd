using BTreeDb.Diagnostics;
using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>Operators, functions and casts of bit strings and of <c>"char"</c>: a list.</summary>
internal static class BitStrings
{
    public static void And(CallFrame call) => Combine(call, "AND", static (a, b) => a & b);

    public static void Or(CallFrame call) => Combine(call, "OR", static (a, b) => a | b);

    public static void Xor(CallFrame call) => Combine(call, "XOR", static (a, b) => a ^ b);

    public static void Not(CallFrame call)
    {
        foreach (var bit in call.Bytes(0))
            call.Writer.Append((byte)(bit ^ 1));
        call.ReturnWritten();
    }

    public static void ShiftLeft(CallFrame call) => Shift(call, call.Int32(1));

    public static void ShiftRight(CallFrame call) => Shift(call, -(long)call.Int32(1));

    public static void GetBit(CallFrame call)
    {
        var bits = call.Bytes(0);
        var index = call.Int32(1);
        call.Return((uint)index < (uint)bits.Length ? bits[index] - '0' : throw OutOfRange(index, bits.Length));
    }

    public static void SetBit(CallFrame call)
    {
        call.Writer.Append(call.Bytes(0));
        var index = call.Int32(1);
        if ((uint)index >= (uint)call.Writer.Length)
            throw OutOfRange(index, call.Writer.Length);
        if (call.Int32(2) is not (0 or 1))
            throw TextErrors.NewBit();
        call.Writer.Written[index] = (byte)('0' + call.Int32(2));
        call.ReturnWritten();
    }

    public static void CountBits(CallFrame call) => call.Return((long)call.Bytes(0).Count((byte)'1'));

    public static void OctetLength(CallFrame call) => call.Return((call.Bytes(0).Length + 7) / 8);

    /// <summary>Between bit and bit varying, or to another length.</summary>
    public static void Fit(CallFrame call, bool isExplicit) =>
        call.ReturnBytes(BitText.Fit(call.Bytes(0), call.ResultType, isExplicit));

    public static void FromInteger(CallFrame call)
    {
        var value = call.TypeOf(0).Id == TypeId.Integer ? call.Int32(0) : call.Int64(0);
        call.ReturnBytes(BitText.OfInteger(value, Math.Max(call.ResultType.Modifier, 1)));
    }

    public static void ToInteger(CallFrame call)
    {
        if (call.ResultType.Id == TypeId.Integer)
            call.Return((int)BitText.ToInteger(call.Bytes(0), 32));
        else
            call.Return(BitText.ToInteger(call.Bytes(0), 64));
    }

    /// <summary>The code of a <c>"char"</c>, which is signed.</summary>
    public static void CharToInteger(CallFrame call) =>
        call.Return(call.Bytes(0).Length == 0 ? 0 : (int)(sbyte)call.Bytes(0)[0]);

    public static void CharFromInteger(CallFrame call)
    {
        var code = call.Int32(0);
        if (code is < sbyte.MinValue or > sbyte.MaxValue)
            throw TypeErrors.OutOfRange("\"char\"");
        call.ReturnBytes(code == 0 ? default : [(byte)code]);
    }

    /// <summary>The first byte of a text.</summary>
    public static void CharFromText(CallFrame call) => call.ReturnBytes(call.Bytes(0)[..Math.Min(1, call.Bytes(0).Length)]);

    private static void Combine(CallFrame call, string name, Func<int, int, int> combine)
    {
        var left = call.Bytes(0);
        var right = call.Bytes(1);
        if (left.Length != right.Length)
            throw DifferentSizes(name);
        for (var i = 0; i < left.Length; i++)
            call.Writer.Append((byte)('0' + combine(left[i] - '0', right[i] - '0')));
        call.ReturnWritten();
    }

    private static void Shift(CallFrame call, long left)
    {
        var bits = call.Bytes(0);
        for (var i = 0; i < bits.Length; i++)
        {
            var from = i + left;
            call.Writer.Append(from >= 0 && from < bits.Length ? bits[(int)from] : (byte)'0');
        }

        call.ReturnWritten();
    }

    private static EngineException DifferentSizes(string name) =>
        new(SqlState.BitStringLengthMismatch, $"cannot {name} bit strings of different sizes");

    private static EngineException OutOfRange(int index, int length) =>
        new(SqlState.ArraySubscriptError, $"bit index {index} out of valid range (0..{length - 1})");
}
