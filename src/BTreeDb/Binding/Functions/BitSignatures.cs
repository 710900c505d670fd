using TypeId = BTreeDb.Types.TypeId;
using static BTreeDb.Binding.Functions.FunctionTypes;

namespace BTreeDb.Binding.Functions;

/// <summary>Operators and functions of bit strings.</summary>
internal static class BitSignatures
{
    /// <summary>Adds the operators between two operands.</summary>
    public static void AddOperators(SignatureTable table)
    {
        table.Add("&", FunctionId.BitStringAnd, Bit, Bit, Bit);
        table.Add("|", FunctionId.BitStringOr, Bit, Bit, Bit);
        table.Add("#", FunctionId.BitStringXor, Bit, Bit, Bit);
        table.Add("<<", FunctionId.BitStringShiftLeft, Bit, Bit, Int4);
        table.Add(">>", FunctionId.BitStringShiftRight, Bit, Bit, Int4);
        table.Add("||", FunctionId.Concat, VarBit, VarBit, VarBit);
    }

    /// <summary>Adds the operator before its operand.</summary>
    public static void AddPrefix(SignatureTable table) => table.Add("~", FunctionId.BitStringNot, Bit, Bit);

    /// <summary>Adds the functions.</summary>
    public static void AddFunctions(SignatureTable table)
    {
        table.Add("length", FunctionId.CharLength, Int4, Bit);
        table.Add("bit_length", FunctionId.CharLength, Int4, Bit);
        table.Add("octet_length", FunctionId.BitStringOctets, Int4, Bit);
        table.Add("substring", FunctionId.Substring, Bit, Bit, Int4);
        table.Add("substring", FunctionId.Substring, Bit, Bit, Int4, Int4);
        table.Add("position", FunctionId.Position, Int4, Bit, Bit);
        table.Add("overlay", FunctionId.Overlay, Bit, Bit, Bit, Int4);
        table.Add("overlay", FunctionId.Overlay, Bit, Bit, Bit, Int4, Int4);
        table.Add("get_bit", FunctionId.BitStringGet, Int4, Bit, Int4);
        table.Add("set_bit", FunctionId.BitStringSet, Bit, Bit, Int4, Int4);
        table.Add("bit_count", FunctionId.BitStringCount, Int8, Bit);
    }
}
