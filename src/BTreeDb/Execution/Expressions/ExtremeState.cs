using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>Makes the states of min and max, and of what keeps the first value.</summary>
internal static class ExtremeState
{
    public static AggregateState Create(SqlType type, bool isMax) => type.Physical switch
    {
        PhysicalType.Boolean => new ExtremeState<byte, NumberOrder<byte>>(isMax),
        PhysicalType.Int16 => new ExtremeState<short, NumberOrder<short>>(isMax),
        PhysicalType.Int32 => new ExtremeState<int, NumberOrder<int>>(isMax),
        PhysicalType.Int64 => new ExtremeState<long, NumberOrder<long>>(isMax),
        PhysicalType.Single => new ExtremeState<float, FloatOrder>(isMax),
        PhysicalType.Double => new ExtremeState<double, FloatOrder>(isMax),
        PhysicalType.Numeric => new ExtremeState<Numeric, NaturalOrder<Numeric>>(isMax),
        PhysicalType.Uuid => new ExtremeState<UInt128, NaturalOrder<UInt128>>(isMax),
        PhysicalType.Interval => new ExtremeState<Interval, NaturalOrder<Interval>>(isMax),
        _ when type.Id == TypeId.Array => new ExtremeState<TextView, ArrayValueOrder>(isMax),
        _ when type.Id == TypeId.Jsonb => new ExtremeState<TextView, JsonbValueOrder>(isMax),
        _ when type.Id == TypeId.KeyedText => new ExtremeState<TextView, KeyedTextOrder>(isMax),
        _ when type.Id == TypeId.Char => new ExtremeState<TextView, BlankPaddedOrder>(isMax),
        _ => new ExtremeState<TextView, NaturalOrder<TextView>>(isMax),
    };

    /// <summary>The state of an aggregate that keeps the first value of a group that is not NULL.</summary>
    public static AggregateState CreateFirst(SqlType type) => type.Physical switch
    {
        PhysicalType.Boolean => new ExtremeState<byte, FirstOrder<byte>>(isMax: false),
        PhysicalType.Int16 => new ExtremeState<short, FirstOrder<short>>(isMax: false),
        PhysicalType.Int32 => new ExtremeState<int, FirstOrder<int>>(isMax: false),
        PhysicalType.Int64 => new ExtremeState<long, FirstOrder<long>>(isMax: false),
        PhysicalType.Single => new ExtremeState<float, FirstOrder<float>>(isMax: false),
        PhysicalType.Double => new ExtremeState<double, FirstOrder<double>>(isMax: false),
        PhysicalType.Numeric => new ExtremeState<Numeric, FirstOrder<Numeric>>(isMax: false),
        PhysicalType.Uuid => new ExtremeState<UInt128, FirstOrder<UInt128>>(isMax: false),
        PhysicalType.Interval => new ExtremeState<Interval, FirstOrder<Interval>>(isMax: false),
        _ => new ExtremeState<TextView, FirstOrder<TextView>>(isMax: false),
    };
}
