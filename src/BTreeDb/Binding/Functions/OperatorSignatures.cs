using TypeId = BTreeDb.Types.TypeId;
using static BTreeDb.Binding.Functions.FunctionTypes;

namespace BTreeDb.Binding.Functions;

/// <summary>The operators: PostgreSQL's <c>pg_operator</c> for our types. One line adds one.</summary>
internal static class OperatorSignatures
{
    /// <summary>Operators between two operands.</summary>
    public static SignatureTable Binary { get; } = BuildBinary();

    /// <summary>Operators before their operand.</summary>
    public static SignatureTable Prefix { get; } = BuildPrefix();

    private static SignatureTable BuildBinary()
    {
        var table = new SignatureTable();
        AddArithmetic(table);
        AddBits(table);
        AddDates(table);
        AddText(table);
        AddArrays(table);
        JsonSignatures.AddOperators(table);
        TextSignatures.AddOperators(table);
        DateSignatures.AddOperators(table);
        BitSignatures.AddOperators(table);
        AddComparisons(table, "=", FunctionId.Equal);
        AddComparisons(table, "<>", FunctionId.NotEqual);
        AddComparisons(table, "<", FunctionId.Less);
        AddComparisons(table, "<=", FunctionId.LessOrEqual);
        AddComparisons(table, ">", FunctionId.Greater);
        AddComparisons(table, ">=", FunctionId.GreaterOrEqual);
        return table;
    }

    private static SignatureTable BuildPrefix()
    {
        var table = new SignatureTable();
        foreach (var type in Numbers)
        {
            table.Add("-", FunctionId.Negate, type, type);
            table.Add("+", FunctionId.UnaryPlus, type, type);
            table.Add("@", FunctionId.Abs, type, type);
        }
        table.Add("-", FunctionId.Negate, Interval, Interval);
        table.Add("|/", FunctionId.Sqrt, Float8, Float8);
        table.Add("||/", FunctionId.Cbrt, Float8, Float8);
        foreach (var type in Integers)
            table.Add("~", FunctionId.BitNot, type, type);
        BitSignatures.AddPrefix(table);
        return table;
    }

    private static void AddArithmetic(SignatureTable table)
    {
        AddFourRules(table, "+", FunctionId.Add);
        AddFourRules(table, "-", FunctionId.Subtract);
        AddFourRules(table, "*", FunctionId.Multiply);
        AddFourRules(table, "/", FunctionId.Divide);
        foreach (var type in Integers)
            table.Add("%", FunctionId.Modulo, type, type, type);
        table.Add("%", FunctionId.Modulo, Numeric, Numeric, Numeric);
        table.Add("^", FunctionId.Power, Float8, Float8, Float8);
        table.Add("^", FunctionId.Power, Numeric, Numeric, Numeric);
    }

    private static void AddFourRules(SignatureTable table, string symbol, FunctionId function)
    {
        AddPairs(table, symbol, function, Integers, null);
        AddPairs(table, symbol, function, Floats, null);
        table.Add(symbol, function, Numeric, Numeric, Numeric);
    }

    /// <summary>All pairs within a family ordered from narrow to wide; the wider one computes.</summary>
    private static void AddPairs(
        SignatureTable table, string symbol, FunctionId function, ReadOnlySpan<TypeId> family, TypeId? result)
    {
        for (var left = 0; left < family.Length; left++)
        {
            for (var right = 0; right < family.Length; right++)
            {
                var wider = family[Math.Max(left, right)];
                table.AddMixed(symbol, function, result ?? wider, family[left], family[right], wider);
            }
        }
    }

    private static void AddBits(SignatureTable table)
    {
        foreach (var type in Integers)
        {
            table.Add("&", FunctionId.BitAnd, type, type, type);
            table.Add("|", FunctionId.BitOr, type, type, type);
            table.Add("#", FunctionId.BitXor, type, type, type);
            table.Add("<<", FunctionId.ShiftLeft, type, type, Int4);
            table.Add(">>", FunctionId.ShiftRight, type, type, Int4);
        }
    }

    private static void AddDates(SignatureTable table)
    {
        table.Add("+", FunctionId.Add, Date, Date, Int4);
        table.Add("+", FunctionId.Add, Date, Int4, Date);
        table.Add("-", FunctionId.Subtract, Date, Date, Int4);
        table.Add("-", FunctionId.Subtract, Int4, Date, Date);
        table.Add("+", FunctionId.Add, Timestamp, Date, Time);
        table.Add("+", FunctionId.Add, Timestamp, Time, Date);
    }

    private static void AddText(SignatureTable table)
    {
        table.Add("||", FunctionId.Concat, Text, Text, Text);
        table.Add("||", FunctionId.Concat, Bytea, Bytea, Bytea);
        table.Add("||", new Signature(FunctionId.Concat, [Text, PseudoTypes.AnyNonArray], Text) { KernelArguments = [Text, Text] });
        table.Add("||", new Signature(FunctionId.Concat, [PseudoTypes.AnyNonArray, Text], Text) { KernelArguments = [Text, Text] });
        foreach (var subject in (ReadOnlySpan<TypeId>)[Text, BpChar])
        {
            table.Add("~~", FunctionId.Like, Bool, subject, Text);
            table.Add("!~~", FunctionId.NotLike, Bool, subject, Text);
            table.Add("~~*", FunctionId.ILike, Bool, subject, Text);
            table.Add("!~~*", FunctionId.NotILike, Bool, subject, Text);
        }
        table.Add("~~", FunctionId.Like, Bool, Bytea, Bytea);
        table.Add("!~~", FunctionId.NotLike, Bool, Bytea, Bytea);
    }

    private static void AddArrays(SignatureTable table)
    {
        table.Add("@>", FunctionId.ArrayContains, Bool, AnyArray, AnyArray);
        table.Add("<@", FunctionId.ArrayContained, Bool, AnyArray, AnyArray);
        table.Add("&&", FunctionId.ArrayOverlaps, Bool, AnyArray, AnyArray);
        table.Add("||", FunctionId.ArrayCat, AnyCompatibleArray, AnyCompatibleArray, AnyCompatibleArray);
        table.Add("||", FunctionId.ArrayAppend, AnyCompatibleArray, AnyCompatibleArray, AnyCompatible);
        table.Add("||", FunctionId.ArrayPrepend, AnyCompatibleArray, AnyCompatible, AnyCompatibleArray);
    }

    private static void AddComparisons(SignatureTable table, string symbol, FunctionId function)
    {
        AddPairs(table, symbol, function, Integers, Bool);
        AddPairs(table, symbol, function, Floats, Bool);
        AddPairs(table, symbol, function, [Date, Timestamp, TimestampTz], Bool);
        foreach (var type in (ReadOnlySpan<TypeId>)
            [Numeric, Bool, Text, BpChar, Bytea, Time, TimeTz, Uuid, Bit, VarBit, Interval, Oid, Jsonb, AnyArray, PseudoTypes.AnyEnum, TypeId.Record])
            table.Add(symbol, function, Bool, type, type);
    }
}
