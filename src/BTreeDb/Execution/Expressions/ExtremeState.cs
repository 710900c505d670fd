using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>Makes the states of min and max.</summary>
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
}
