using System.Numerics;
using BTreeDb.Execution.Kernels;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>Chooses the node for a conversion by source and target.</summary>
internal readonly struct CastCompiler(VectorExpression operand, SqlType type, bool isExplicit, int capacity)
{
    private TypeId From => operand.Type.Id;

    /// <summary>The node, the operand itself when nothing is to be done, or 42846.</summary>
    public VectorExpression Compile()
    {
        if (From == TypeId.Array && type.Id == TypeId.Array)
            return operand.Type.Base == type.Base ? operand : new ArrayCastExpression(operand, type, isExplicit, capacity);
        if (From == type.Id)
            return SameFamily();
        if (CatalogCasts.TryCompile(operand, type, capacity) is { } catalogCast)
            return catalogCast;
        if (IsText(type.Id))
            return ToText();
        if (IsText(From))
            return FromText() ?? throw TypeErrors.CannotCast(operand.Type, type);
        if (FromOrToBits() is { } bits)
            return bits;
        if (From is TypeId.Json or TypeId.Jsonb)
            return FromJson() ?? throw TypeErrors.CannotCast(operand.Type, type);
        var cast = operand.Type.Physical switch
        {
            PhysicalType.Boolean when type.Id == TypeId.Integer => Call<byte, int, CastFunctions.BooleanToInt32>(),
            PhysicalType.Int16 => FromInteger<short>(),
            PhysicalType.Int32 when From == TypeId.Integer => FromInteger<int>(),
            PhysicalType.Int64 when From is TypeId.BigInt or TypeId.Oid => FromInteger<long>(),
            PhysicalType.Single => FromSingle(),
            PhysicalType.Double => FromDouble(),
            PhysicalType.Numeric => FromNumeric(),
            _ => FromDateTime(),
        };
        return cast ?? throw TypeErrors.CannotCast(operand.Type, type);
    }

    private static bool IsText(TypeId id) => id is TypeId.Text or TypeId.VarChar or TypeId.Char or TypeId.Unknown or TypeId.Name
        or TypeId.RegClass or TypeId.RegType or TypeId.RegNamespace;

    /// <summary>Only the modifier can change.</summary>
    private VectorExpression SameFamily()
    {
        if (type.CarriesBlanks && operand.Type.ImpliesBlanks)
            return Call<TextView, TextView, CastFunctions.PadBlanks>();
        if (type.Modifier < 0 || type.Modifier == operand.Type.Modifier)
            return operand;
        return type.Id switch
        {
            TypeId.Numeric => Call<Numeric, Numeric, CastFunctions.NumericToNumeric>(),
            TypeId.VarChar or TypeId.Char => Call<TextView, TextView, CastFunctions.TextToText>(),
            TypeId.Bit or TypeId.VarBit => FitBits(),
            TypeId.Interval => Rows(call => call.Return(IntervalModifier.Apply(call.Interval(0), call.ResultType.Modifier)), type),
            TypeId.TimeTz => Rows(
                call => call.Return(ZonedTime.Make(
                    TimestampMath.RoundTime(ZonedTime.LocalOf(call.Int64(0)), call.ResultType.Modifier),
                    ZonedTime.OffsetOf(call.Int64(0)))), type),
            TypeId.Time or TypeId.Timestamp or TypeId.TimestampTz => Call<long, long, CastFunctions.RoundTimestamp>(),
            _ => operand,
        };
    }

    private VectorExpression ToText()
    {
        switch (operand.Type.Physical)
        {
            case PhysicalType.Boolean:
                return Call<byte, TextView, CastFunctions.BooleanToText>();
            case PhysicalType.Int16:
                return Call<short, TextView, CastFunctions.ToText<short>>();
            case PhysicalType.Int32:
                return Call<int, TextView, CastFunctions.ToText<int>>();
            case PhysicalType.Int64:
                return Call<long, TextView, CastFunctions.ToText<long>>();
            case PhysicalType.Single:
                return Call<float, TextView, CastFunctions.ToText<float>>();
            case PhysicalType.Double:
                return Call<double, TextView, CastFunctions.ToText<double>>();
            case PhysicalType.Numeric:
                return Call<Numeric, TextView, CastFunctions.ToText<Numeric>>();
            case PhysicalType.Uuid:
                return Call<UInt128, TextView, CastFunctions.ToText<UInt128>>();
            case PhysicalType.Interval:
                return Call<Interval, TextView, CastFunctions.ToText<Interval>>();
        }

        if (From is TypeId.Bit or TypeId.VarBit or TypeId.InternalChar or TypeId.Bytea or TypeId.Array or TypeId.Json or TypeId.Jsonb)
            return Call<TextView, TextView, CastFunctions.OutputBytes>();
        if (!IsText(From))
            throw TypeErrors.CannotCast(operand.Type, type);
        // A vector says by its type whether blanks are printed, so only text and varchar can share one.
        return type.Id is not (TypeId.Char or TypeId.Name) && From != TypeId.Char && type.Modifier < 0
            ? new RetypedExpression(operand, type)
            : Call<TextView, TextView, CastFunctions.TextToText>();
    }

    private VectorExpression? FromText() => type.Id switch
    {
        TypeId.Boolean => Call<TextView, byte, CastFunctions.TextToBoolean>(),
        TypeId.SmallInt => Call<TextView, short, CastFunctions.TextToInt16>(),
        TypeId.Integer => Call<TextView, int, CastFunctions.TextToInt32>(),
        TypeId.BigInt => Call<TextView, long, CastFunctions.TextToInt64>(),
        TypeId.Real => Call<TextView, float, CastFunctions.TextToSingle>(),
        TypeId.Double => Call<TextView, double, CastFunctions.TextToDouble>(),
        TypeId.Numeric => Call<TextView, Numeric, CastFunctions.TextToNumeric>(),
        TypeId.Bytea when operand.Type.ImpliesBlanks => WithBlanks().FromText(),
        TypeId.Enum when operand.Type.ImpliesBlanks => WithBlanks().FromText(),
        TypeId.Bytea => Call<TextView, TextView, CastFunctions.TextToBytea>(),
        TypeId.Uuid => Call<TextView, UInt128, CastFunctions.TextToUuid>(),
        TypeId.Date => Call<TextView, int, CastFunctions.TextToDate>(),
        TypeId.Enum => Call<TextView, int, CastFunctions.TextToEnum>(),
        TypeId.Time => Call<TextView, long, CastFunctions.TextToTime>(),
        TypeId.TimeTz => Rows(
            call => call.ReturnDatum(TextInput.Parse(call.Bytes(0), call.ResultType, call.Conversion)), type),
        TypeId.Timestamp => Call<TextView, long, CastFunctions.TextToTimestamp>(),
        TypeId.TimestampTz => Call<TextView, long, CastFunctions.TextToTimestampTz>(),
        TypeId.Interval => Call<TextView, Interval, CastFunctions.TextToInterval>(),
        TypeId.InternalChar => Rows(Kernels.Rows.BitStrings.CharFromText, type),
        TypeId.Array or TypeId.Json or TypeId.Jsonb or TypeId.Bit or TypeId.VarBit => Call<TextView, TextView, CastFunctions.InputBytes>(),
        _ => null,
    };

    /// <summary>The conversion of what the operand prints.</summary>
    private CastCompiler WithBlanks() =>
        new(new CastCompiler(operand, operand.Type.Family, isExplicit, capacity).Compile(), type, isExplicit, capacity);

    private VectorExpression? FromInteger<T>()
        where T : struct, IBinaryInteger<T> => type.Id switch
        {
            TypeId.Boolean when typeof(T) == typeof(int) => Call<int, byte, CastFunctions.Int32ToBoolean>(),
            TypeId.SmallInt => Call<T, short, CastFunctions.IntegerToInteger<T, short>>(),
            TypeId.Integer => Call<T, int, CastFunctions.IntegerToInteger<T, int>>(),
            TypeId.BigInt or TypeId.Oid => Call<T, long, CastFunctions.IntegerToInteger<T, long>>(),
            TypeId.Real => Call<T, float, CastFunctions.IntegerToSingle<T>>(),
            TypeId.Double => Call<T, double, CastFunctions.IntegerToDouble<T>>(),
            TypeId.Numeric => Call<T, Numeric, CastFunctions.IntegerToNumeric<T>>(),
            _ => null,
        };

    private VectorExpression? FromSingle() => type.Id switch
    {
        TypeId.SmallInt => Call<float, short, CastFunctions.SingleToInt16>(),
        TypeId.Integer => Call<float, int, CastFunctions.SingleToInt32>(),
        TypeId.BigInt => Call<float, long, CastFunctions.SingleToInt64>(),
        TypeId.Double => Call<float, double, CastFunctions.SingleToDouble>(),
        TypeId.Numeric => Call<float, Numeric, CastFunctions.SingleToNumeric>(),
        _ => null,
    };

    private VectorExpression? FromDouble() => type.Id switch
    {
        TypeId.SmallInt => Call<double, short, CastFunctions.DoubleToInt16>(),
        TypeId.Integer => Call<double, int, CastFunctions.DoubleToInt32>(),
        TypeId.BigInt => Call<double, long, CastFunctions.DoubleToInt64>(),
        TypeId.Real => Call<double, float, CastFunctions.DoubleToSingle>(),
        TypeId.Numeric => Call<double, Numeric, CastFunctions.DoubleToNumeric>(),
        _ => null,
    };

    private VectorExpression? FromNumeric() => type.Id switch
    {
        TypeId.SmallInt => Call<Numeric, short, CastFunctions.NumericToInt16>(),
        TypeId.Integer => Call<Numeric, int, CastFunctions.NumericToInt32>(),
        TypeId.BigInt => Call<Numeric, long, CastFunctions.NumericToInt64>(),
        TypeId.Real => Call<Numeric, float, CastFunctions.NumericToSingle>(),
        TypeId.Double => Call<Numeric, double, CastFunctions.NumericToDouble>(),
        _ => null,
    };

    private VectorExpression? FromDateTime() => (From, type.Id) switch
    {
        (TypeId.Date, TypeId.Timestamp) => Call<int, long, CastFunctions.DateToTimestamp>(),
        (TypeId.Date, TypeId.TimestampTz) => Call<int, long, CastFunctions.DateToTimestampTz>(),
        (TypeId.Timestamp, TypeId.Date) => Call<long, int, CastFunctions.TimestampToDate>(),
        (TypeId.Timestamp, TypeId.Time) => Call<long, long, CastFunctions.TimestampToTime>(),
        (TypeId.Timestamp, TypeId.TimestampTz) => Call<long, long, CastFunctions.TimestampToTimestampTz>(),
        (TypeId.TimestampTz, TypeId.Date) => Call<long, int, CastFunctions.TimestampTzToDate>(),
        (TypeId.TimestampTz, TypeId.Time) => Call<long, long, CastFunctions.TimestampTzToTime>(),
        (TypeId.TimestampTz, TypeId.Timestamp) => Call<long, long, CastFunctions.TimestampTzToTimestamp>(),
        (TypeId.Time, TypeId.TimeTz) => Rows(Kernels.Rows.ZonedTimeCasts.FromTime, type),
        (TypeId.TimeTz, TypeId.Time) => Rows(Kernels.Rows.ZonedTimeCasts.ToTime, type),
        (TypeId.TimestampTz, TypeId.TimeTz) => Rows(Kernels.Rows.ZonedTimeCasts.FromTimestampTz, type),
        (TypeId.Time, TypeId.Interval) => Call<long, Interval, CastFunctions.TimeToInterval>(),
        (TypeId.Interval, TypeId.Time) => Call<Interval, long, CastFunctions.IntervalToTime>(),
        _ => null,
    };

    private RowFunctionExpression FitBits()
    {
        var asked = isExplicit;
        return Rows(call => Kernels.Rows.BitStrings.Fit(call, asked), type);
    }

    private RowFunctionExpression? FromOrToBits() => (From, type.Id) switch
    {
        (TypeId.Bit or TypeId.VarBit, TypeId.Bit or TypeId.VarBit) => FitBits(),
        (TypeId.Integer or TypeId.BigInt, TypeId.Bit) => Rows(Kernels.Rows.BitStrings.FromInteger, type),
        (TypeId.Bit, TypeId.Integer or TypeId.BigInt) => Rows(Kernels.Rows.BitStrings.ToInteger, type),
        (TypeId.InternalChar, TypeId.Integer) => Rows(Kernels.Rows.BitStrings.CharToInteger, type),
        (TypeId.Integer, TypeId.InternalChar) => Rows(Kernels.Rows.BitStrings.CharFromInteger, type),
        _ => null,
    };

    private VectorExpression? FromJson()
    {
        if (From == TypeId.Json)
            return type.Id == TypeId.Jsonb ? Rows(Kernels.Rows.JsonCasts.ToJsonb, type) : null;
        if (type.Id == TypeId.Json)
            return Rows(Kernels.Rows.JsonCasts.ToJson, type);
        if (type.Id == TypeId.Boolean)
            return Rows(Kernels.Rows.JsonCasts.ToBoolean, type);
        var target = TypeNames.Of(type.Id);
        var number = Rows(call => Kernels.Rows.JsonCasts.ToNumeric(call, target), SqlType.Numeric);
        return new CastCompiler(number, type, isExplicit, capacity).Compile();
    }

    private RowFunctionExpression Rows(Kernels.Rows.RowFunction function, SqlType result) =>
        new(function, [operand], isStrict: true, result, capacity);

    private FunctionExpression<TA, TResult, TFunction> Call<TA, TResult, TFunction>()
        where TA : struct
        where TResult : struct
        where TFunction : struct, IFunction<TA, TResult> =>
        new(operand, new FunctionScope(operand.Type, type, isExplicit), type, capacity);
}
