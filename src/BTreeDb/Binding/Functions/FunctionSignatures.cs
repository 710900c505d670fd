using TypeId = BTreeDb.Types.TypeId;
using static BTreeDb.Binding.Functions.FunctionTypes;

namespace BTreeDb.Binding.Functions;

/// <summary>The scalar functions: PostgreSQL's <c>pg_proc</c> for our types. One line adds one.</summary>
internal static class FunctionSignatures
{
    /// <summary>By name.</summary>
    public static SignatureTable All { get; } = Build();

    private static SignatureTable Build()
    {
        var table = new SignatureTable();
        AddNumbers(table);
        AddFloats(table);
        AddText(table);
        AddBytes(table);
        AddDates(table);
        AddArrays(table);
        JsonSignatures.AddFunctions(table);
        TextSignatures.AddFunctions(table);
        MathSignatures.AddFunctions(table);
        DateSignatures.AddFunctions(table);
        BitSignatures.AddFunctions(table);
        AddOthers(table);
        AddAdvisoryLocks(table);
        AddSequences(table);
        SystemFunctionSignatures.AddTo(table);
        HashSignatures.AddTo(table);
        return table;
    }

    private static void AddNumbers(SignatureTable table)
    {
        foreach (var type in Numbers)
            table.Add("abs", FunctionId.Abs, type, type);
        foreach (var type in (ReadOnlySpan<TypeId>)[Float8, Numeric])
        {
            table.Add("sign", FunctionId.Sign, type, type);
            table.Add("ceil", FunctionId.Ceil, type, type);
            table.Add("ceiling", FunctionId.Ceil, type, type);
            table.Add("floor", FunctionId.Floor, type, type);
            table.Add("round", FunctionId.Round, type, type);
            table.Add("trunc", FunctionId.Trunc, type, type);
            table.Add("sqrt", FunctionId.Sqrt, type, type);
            table.Add("exp", FunctionId.Exp, type, type);
            table.Add("ln", FunctionId.Ln, type, type);
            table.Add("log", FunctionId.Log10, type, type);
            table.Add("log10", FunctionId.Log10, type, type);
            table.Add("power", FunctionId.Power, type, type, type);
            table.Add("pow", FunctionId.Power, type, type, type);
        }
        table.Add("round", FunctionId.Round, Numeric, Numeric, Int4);
        table.Add("trunc", FunctionId.Trunc, Numeric, Numeric, Int4);
        table.Add("log", FunctionId.Log, Numeric, Numeric, Numeric);
        table.Add("div", FunctionId.Div, Numeric, Numeric, Numeric);
        table.Add("factorial", FunctionId.Factorial, Numeric, Int8);
        foreach (var type in (ReadOnlySpan<TypeId>)[Int2, Int4, Int8, Numeric])
            table.Add("mod", FunctionId.Mod, type, type, type);
        foreach (var type in (ReadOnlySpan<TypeId>)[Int4, Int8, Numeric])
        {
            table.Add("gcd", FunctionId.Gcd, type, type, type);
            table.Add("lcm", FunctionId.Lcm, type, type, type);
        }
    }

    private static void AddFloats(SignatureTable table)
    {
        table.Add("pi", FunctionId.Pi, Float8);
        table.Add("random", FunctionId.Random, Float8);
        table.Add("cbrt", FunctionId.Cbrt, Float8, Float8);
        table.Add("degrees", FunctionId.Degrees, Float8, Float8);
        table.Add("radians", FunctionId.Radians, Float8, Float8);
        table.Add("sin", FunctionId.Sin, Float8, Float8);
        table.Add("cos", FunctionId.Cos, Float8, Float8);
        table.Add("tan", FunctionId.Tan, Float8, Float8);
        table.Add("cot", FunctionId.Cot, Float8, Float8);
        table.Add("asin", FunctionId.Asin, Float8, Float8);
        table.Add("acos", FunctionId.Acos, Float8, Float8);
        table.Add("atan", FunctionId.Atan, Float8, Float8);
        table.Add("atan2", FunctionId.Atan2, Float8, Float8, Float8);
    }

    private static void AddText(SignatureTable table)
    {
        table.Add("lower", FunctionId.Lower, Text, Text);
        table.Add("upper", FunctionId.Upper, Text, Text);
        table.Add("initcap", FunctionId.InitCap, Text, Text);
        table.Add("length", FunctionId.CharLength, Int4, Text);
        table.Add("char_length", FunctionId.CharLength, Int4, Text);
        table.Add("character_length", FunctionId.CharLength, Int4, Text);
        table.Add("octet_length", FunctionId.OctetLength, Int4, Text);
        table.Add("octet_length", FunctionId.OctetLength, Int4, BpChar);
        table.Add("bit_length", FunctionId.BitLength, Int4, Text);
        table.Add("substring", FunctionId.Substring, Text, Text, Int4);
        table.Add("substring", FunctionId.Substring, Text, Text, Int4, Int4);
        table.Add("substr", FunctionId.Substring, Text, Text, Int4);
        table.Add("substr", FunctionId.Substring, Text, Text, Int4, Int4);
        table.Add("position", FunctionId.Position, Int4, Text, Text);
        table.Add("strpos", FunctionId.Position, Int4, Text, Text);
        table.Add("btrim", FunctionId.BTrim, Text, Text);
        table.Add("btrim", FunctionId.BTrim, Text, Text, Text);
        table.Add("ltrim", FunctionId.LTrim, Text, Text);
        table.Add("ltrim", FunctionId.LTrim, Text, Text, Text);
        table.Add("rtrim", FunctionId.RTrim, Text, Text);
        table.Add("rtrim", FunctionId.RTrim, Text, Text, Text);
        table.Add("replace", FunctionId.Replace, Text, Text, Text, Text);
        table.Add("repeat", FunctionId.Repeat, Text, Text, Int4);
        table.Add("reverse", FunctionId.Reverse, Text, Text);
        table.Add("left", FunctionId.Left, Text, Text, Int4);
        table.Add("right", FunctionId.Right, Text, Text, Int4);
        table.Add("lpad", FunctionId.LPad, Text, Text, Int4);
        table.Add("lpad", FunctionId.LPad, Text, Text, Int4, Text);
        table.Add("rpad", FunctionId.RPad, Text, Text, Int4);
        table.Add("rpad", FunctionId.RPad, Text, Text, Int4, Text);
        table.Add("ascii", FunctionId.Ascii, Int4, Text);
        table.Add("chr", FunctionId.Chr, Text, Int4);
        table.Add("split_part", FunctionId.SplitPart, Text, Text, Text, Int4);
        table.Add("starts_with", FunctionId.StartsWith, Bool, Text, Text);
        table.Add("translate", FunctionId.Translate, Text, Text, Text, Text);
        table.Add("md5", FunctionId.Md5, Text, Text);
        table.Add("to_hex", FunctionId.ToHex, Text, Int4);
        table.Add("to_hex", FunctionId.ToHex, Text, Int8);
        table.Add("quote_literal", FunctionId.QuoteLiteral, Text, Text);
        table.Add("quote_ident", FunctionId.QuoteIdent, Text, Text);
        table.Add("concat", new Signature(FunctionId.ConcatAll, [Any], Text) { IsVariadic = true });
        table.Add("concat_ws", new Signature(FunctionId.ConcatWs, [Text, Any], Text) { IsVariadic = true });
        table.Add("like", FunctionId.Like, Bool, Text, Text);
        table.Add("notlike", FunctionId.NotLike, Bool, Text, Text);
    }

    private static void AddBytes(SignatureTable table)
    {
        table.Add("length", FunctionId.OctetLength, Int4, Bytea);
        table.Add("octet_length", FunctionId.OctetLength, Int4, Bytea);
        table.Add("bit_length", FunctionId.BitLength, Int4, Bytea);
        table.Add("substring", FunctionId.Substring, Bytea, Bytea, Int4);
        table.Add("substring", FunctionId.Substring, Bytea, Bytea, Int4, Int4);
        table.Add("substr", FunctionId.Substring, Bytea, Bytea, Int4);
        table.Add("substr", FunctionId.Substring, Bytea, Bytea, Int4, Int4);
        table.Add("position", FunctionId.Position, Int4, Bytea, Bytea);
        table.Add("md5", FunctionId.Md5, Text, Bytea);
    }

    private static void AddDates(SignatureTable table)
    {
        table.Add("now", FunctionId.Now, TimestampTz);
        table.Add("transaction_timestamp", FunctionId.Now, TimestampTz);
        table.Add("clock_timestamp", FunctionId.ClockTimestamp, TimestampTz);
        table.Add("make_date", FunctionId.MakeDate, Date, Int4, Int4, Int4);
        table.Add("date_trunc", FunctionId.DateTrunc, Timestamp, Text, Timestamp);
        table.Add("date_trunc", FunctionId.DateTrunc, TimestampTz, Text, TimestampTz);
        foreach (var type in (ReadOnlySpan<TypeId>)[Date, Time, Timestamp, TimestampTz])
        {
            table.Add("extract", FunctionId.Extract, Numeric, Text, type);
            table.Add("date_part", new Signature(FunctionId.Extract, [Text, type], Float8) { KernelResult = Numeric });
        }
    }

    private static void AddArrays(SignatureTable table)
    {
        table.Add("array_length", FunctionId.ArrayLength, Int4, AnyArray, Int4);
        table.Add("array_lower", FunctionId.ArrayLower, Int4, AnyArray, Int4);
        table.Add("array_upper", FunctionId.ArrayUpper, Int4, AnyArray, Int4);
        table.Add("array_dims", FunctionId.ArrayDims, Text, AnyArray);
        table.Add("array_ndims", FunctionId.ArrayNdims, Int4, AnyArray);
        table.Add("cardinality", FunctionId.Cardinality, Int4, AnyArray);
        table.Add("array_append", FunctionId.ArrayAppend, AnyCompatibleArray, AnyCompatibleArray, AnyCompatible);
        table.Add("array_prepend", FunctionId.ArrayPrepend, AnyCompatibleArray, AnyCompatible, AnyCompatibleArray);
        table.Add("array_cat", FunctionId.ArrayCat, AnyCompatibleArray, AnyCompatibleArray, AnyCompatibleArray);
        table.Add("array_remove", FunctionId.ArrayRemove, AnyCompatibleArray, AnyCompatibleArray, AnyCompatible);
        table.Add("array_replace", FunctionId.ArrayReplace, AnyCompatibleArray, AnyCompatibleArray, AnyCompatible, AnyCompatible);
        table.Add("array_position", FunctionId.ArrayPosition, Int4, AnyCompatibleArray, AnyCompatible);
        table.Add("array_position", FunctionId.ArrayPosition, Int4, AnyCompatibleArray, AnyCompatible, Int4);
        table.Add("array_positions", FunctionId.ArrayPositions, Int4Array, AnyCompatibleArray, AnyCompatible);
        table.Add("array_fill", FunctionId.ArrayFill, AnyArray, AnyElement, Int4Array);
        table.Add("array_fill", FunctionId.ArrayFill, AnyArray, AnyElement, Int4Array, Int4Array);
        table.Add("array_to_string", FunctionId.ArrayToString, Text, AnyArray, Text);
        table.Add("array_to_string", FunctionId.ArrayToStringNull, Text, AnyArray, Text, Text);
        table.Add("string_to_array", FunctionId.StringToArray, TextArray, Text, Text);
        table.Add("string_to_array", FunctionId.StringToArray, TextArray, Text, Text, Text);
        table.Add("trim_array", FunctionId.TrimArray, AnyArray, AnyArray, Int4);
    }

    private static void AddOthers(SignatureTable table)
    {
        table.Add("gen_random_uuid", FunctionId.GenRandomUuid, Uuid);
        table.Add("version", FunctionId.Version, Text);
        table.Add("current_database", FunctionId.CurrentDatabase, Text);
        table.Add("current_schema", FunctionId.CurrentSchema, Text);
    }

    /// <summary>Over one bigint or two integers. What is void in PostgreSQL is empty text.</summary>
    private static void AddAdvisoryLocks(SignatureTable table)
    {
        Add("pg_advisory_lock", FunctionId.AdvisoryLock, Text);
        Add("pg_advisory_lock_shared", FunctionId.AdvisoryLockShared, Text);
        Add("pg_advisory_xact_lock", FunctionId.AdvisoryXactLock, Text);
        Add("pg_advisory_xact_lock_shared", FunctionId.AdvisoryXactLockShared, Text);
        Add("pg_try_advisory_lock", FunctionId.TryAdvisoryLock, Bool);
        Add("pg_try_advisory_lock_shared", FunctionId.TryAdvisoryLockShared, Bool);
        Add("pg_try_advisory_xact_lock", FunctionId.TryAdvisoryXactLock, Bool);
        Add("pg_try_advisory_xact_lock_shared", FunctionId.TryAdvisoryXactLockShared, Bool);
        Add("pg_advisory_unlock", FunctionId.AdvisoryUnlock, Bool);
        Add("pg_advisory_unlock_shared", FunctionId.AdvisoryUnlockShared, Bool);
        table.Add("pg_advisory_unlock_all", FunctionId.AdvisoryUnlockAll, Text);

        void Add(string name, FunctionId function, TypeId result)
        {
            table.Add(name, function, result, Int8);
            table.Add(name, function, result, Int4, Int4);
        }
    }

    /// <summary>A sequence is named by text or, where the name was known when the statement was bound, by its id.</summary>
    private static void AddSequences(SignatureTable table)
    {
        foreach (var sequence in (ReadOnlySpan<TypeId>)[Text, Int8])
        {
            table.Add("nextval", FunctionId.NextVal, Int8, sequence);
            table.Add("currval", FunctionId.CurrVal, Int8, sequence);
            table.Add("setval", FunctionId.SetVal, Int8, sequence, Int8);
            table.Add("setval", FunctionId.SetVal, Int8, sequence, Int8, Bool);
        }
        table.Add("lastval", FunctionId.LastVal, Int8);
        table.Add("pg_sequence_last_value", FunctionId.SequenceLastValue, Int8, Int8);
    }
}
