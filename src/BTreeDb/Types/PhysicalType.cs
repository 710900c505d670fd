namespace BTreeDb.Types;

/// <summary>
/// How a value lies in memory. Several SQL types share one: a date is an <see cref="Int32"/> (days since 2000-01-01),
/// times and timestamps are <see cref="Int64"/> (microseconds; timestamps since 2000-01-01), everything of variable
/// length is <see cref="Bytes"/>.
/// </summary>
internal enum PhysicalType : byte
{
    Boolean,
    Int16,
    Int32,
    Int64,
    Single,
    Double,
    /// <summary>The exact decimal struct <c>Numeric</c>.</summary>
    Numeric,
    /// <summary>UTF-8 text, bytea, json, arrays: a view on bytes.</summary>
    Bytes,
    /// <summary>16 bytes in network order, held as <see cref="UInt128"/>.</summary>
    Uuid,
    /// <summary>Months, days, microseconds: 16 bytes.</summary>
    Interval,
}
