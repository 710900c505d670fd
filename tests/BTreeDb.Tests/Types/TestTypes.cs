using BTreeDb.Types;

namespace BTreeDb.Tests.Types;

/// <summary>Short names of types in test data.</summary>
internal static class TestTypes
{
    public static readonly SqlType[] All =
    [
        SqlType.Boolean, SqlType.SmallInt, SqlType.Integer, SqlType.BigInt, SqlType.Real, SqlType.Double,
        SqlType.Numeric, SqlType.Text, SqlType.Bytea, SqlType.Date, SqlType.Time, SqlType.Timestamp,
        SqlType.TimestampTz, SqlType.Uuid, new SqlType(TypeId.Interval),
    ];

    public static SqlType Parse(string name) => name switch
    {
        "boolean" => SqlType.Boolean,
        "smallint" => SqlType.SmallInt,
        "integer" => SqlType.Integer,
        "bigint" => SqlType.BigInt,
        "real" => SqlType.Real,
        "double" => SqlType.Double,
        "numeric" => SqlType.Numeric,
        "text" => SqlType.Text,
        "bytea" => SqlType.Bytea,
        "date" => SqlType.Date,
        "time" => SqlType.Time,
        "timestamp" => SqlType.Timestamp,
        "timestamptz" => SqlType.TimestampTz,
        "uuid" => SqlType.Uuid,
        "interval" => new SqlType(TypeId.Interval),
        _ => throw new ArgumentException(name),
    };

    /// <summary>A random value of a type, of any size, with the edges among them.</summary>
    public static Datum Random(SqlType type, Random random)
    {
        switch (type.Physical)
        {
            case PhysicalType.Boolean:
                return Datum.FromBoolean(random.Next(2) == 0);
            case PhysicalType.Int16:
                return Datum.FromInt64((short)Bits(random));
            case PhysicalType.Int32:
                return Datum.FromInt64((int)Bits(random));
            case PhysicalType.Int64:
                return Datum.FromInt64(Bits(random));
            case PhysicalType.Single:
                return Datum.FromSingle((float)Float(random));
            case PhysicalType.Double:
                return Datum.FromDouble(Float(random));
            case PhysicalType.Numeric:
                return Datum.FromNumeric(random.Next(20) switch
                {
                    0 => Numeric.NaN,
                    1 => Numeric.PositiveInfinity,
                    2 => Numeric.NegativeInfinity,
                    3 => Numeric.Zero,
                    _ => NumericTests.RandomNumeric(random),
                });
            case PhysicalType.Uuid:
                return Datum.FromUuid(new UInt128((ulong)Bits(random), (ulong)Bits(random)));
            case PhysicalType.Interval:
                return Datum.FromInterval(new Interval(random.Next(-3, 3), random.Next(-90, 90), random.Next(-3, 3) * TimestampMath.MicrosPerHour));
            default:
                var bytes = new byte[random.Next(random.Next(5) == 0 ? 40 : 6)];
                for (var i = 0; i < bytes.Length; i++)
                    bytes[i] = (byte)(random.Next(3) == 0 ? random.Next(3) : random.Next(4) == 0 ? 255 : 'a' + random.Next(3));
                return Datum.FromBytes(bytes);
        }
    }

    /// <summary>The order of two values that are not NULL.</summary>
    public static int Compare(SqlType type, Datum left, Datum right) => type.Physical switch
    {
        PhysicalType.Single => BTreeDb.Execution.Vectors.FloatOrder.Compare(left.AsSingle(), right.AsSingle()),
        PhysicalType.Double => BTreeDb.Execution.Vectors.FloatOrder.Compare(left.AsDouble(), right.AsDouble()),
        PhysicalType.Numeric => left.AsNumeric().CompareTo(right.AsNumeric()),
        PhysicalType.Uuid => left.AsUuid().CompareTo(right.AsUuid()),
        PhysicalType.Interval => left.AsInterval().CompareTo(right.AsInterval()),
        PhysicalType.Bytes => left.AsBytes().AsSpan().SequenceCompareTo(right.AsBytes()),
        _ => left.AsInt64().CompareTo(right.AsInt64()),
    };

    private static long Bits(Random random) => random.Next(8) switch
    {
        0 => 0,
        1 => long.MaxValue,
        2 => long.MinValue,
        3 => random.Next(-3, 3),
        _ => random.NextInt64() >> random.Next(60) ^ (random.Next(2) == 0 ? -1 : 0),
    };

    private static double Float(Random random) => random.Next(10) switch
    {
        0 => double.NaN,
        1 => double.PositiveInfinity,
        2 => double.NegativeInfinity,
        3 => 0.0,
        4 => -0.0,
        5 => double.Epsilon,
        _ => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-30, 30)),
    };
}
