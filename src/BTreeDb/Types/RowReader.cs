using System.Buffers.Binary;

namespace BTreeDb.Types;

/// <summary>
/// A view on the bytes of one row. The bytes come from a page and are checked: a row that does not fit its layout raises
/// XX001. Key columns are not here but in the key (<see cref="ColumnStorage.Key"/>).
/// </summary>
internal readonly ref struct RowReader
{
    private readonly ReadOnlySpan<byte> _row;
    private readonly RowLayout _layout;
    private readonly bool _wide;

    /// <summary>Opens a row of the layout's version.</summary>
    public RowReader(ReadOnlySpan<byte> row, RowLayout layout)
    {
        if (!layout.Accepts(row))
            TypeErrors.ThrowCorruptRow("it does not fit its schema version");
        _row = row;
        _layout = layout;
        _wide = (row[0] & RowLayout.WideFlag) != 0;
    }

    public bool IsNull(int ordinal)
    {
        var bit = _layout[ordinal].NullBit;
        return (_row[_layout.NullsOffset + (bit >> 3)] >> (bit & 7) & 1) != 0;
    }

    public bool GetBoolean(int ordinal) => Fixed(ordinal)[0] != 0;

    public short GetInt16(int ordinal) => BinaryPrimitives.ReadInt16LittleEndian(Fixed(ordinal));

    public int GetInt32(int ordinal) => BinaryPrimitives.ReadInt32LittleEndian(Fixed(ordinal));

    public long GetInt64(int ordinal) => BinaryPrimitives.ReadInt64LittleEndian(Fixed(ordinal));

    public float GetSingle(int ordinal) => BinaryPrimitives.ReadSingleLittleEndian(Fixed(ordinal));

    public double GetDouble(int ordinal) => BinaryPrimitives.ReadDoubleLittleEndian(Fixed(ordinal));

    public UInt128 GetUuid(int ordinal) => BinaryPrimitives.ReadUInt128LittleEndian(Fixed(ordinal));

    public Interval GetInterval(int ordinal)
    {
        var bytes = Fixed(ordinal);
        return new Interval(
            BinaryPrimitives.ReadInt32LittleEndian(bytes),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]));
    }

    public Numeric GetNumeric(int ordinal) => NumericCodec.Read(GetBytes(ordinal));

    /// <summary>The bytes of a variable column.</summary>
    public ReadOnlySpan<byte> GetBytes(int ordinal)
    {
        var number = _layout[ordinal].Place;
        var values = _row[_layout.MinimumLength(_wide)..];
        var start = number == 0 ? 0 : End(number - 1);
        var end = End(number);
        if (start > end || end > (uint)values.Length)
            TypeErrors.ThrowCorruptRow("the end of a value lies outside");
        return values[(int)start..(int)end];
    }

    /// <summary>A stored value or NULL.</summary>
    public Datum GetDatum(int ordinal)
    {
        if (IsNull(ordinal))
            return Datum.Null;
        return _layout.TypeOf(ordinal).Physical switch
        {
            PhysicalType.Boolean => Datum.FromBoolean(GetBoolean(ordinal)),
            PhysicalType.Int16 => Datum.FromInt64(GetInt16(ordinal)),
            PhysicalType.Int32 => Datum.FromInt64(GetInt32(ordinal)),
            PhysicalType.Int64 => Datum.FromInt64(GetInt64(ordinal)),
            PhysicalType.Single => Datum.FromSingle(GetSingle(ordinal)),
            PhysicalType.Double => Datum.FromDouble(GetDouble(ordinal)),
            PhysicalType.Numeric => Datum.FromNumeric(GetNumeric(ordinal)),
            PhysicalType.Uuid => Datum.FromUuid(GetUuid(ordinal)),
            PhysicalType.Interval => Datum.FromInterval(GetInterval(ordinal)),
            _ => Datum.FromBytes(GetBytes(ordinal).ToArray()),
        };
    }

    private ReadOnlySpan<byte> Fixed(int ordinal) => _row[_layout[ordinal].Place..];

    private uint End(int number) => _wide
        ? BinaryPrimitives.ReadUInt32LittleEndian(_row[(_layout.EndsOffset + number * 4)..])
        : BinaryPrimitives.ReadUInt16LittleEndian(_row[(_layout.EndsOffset + number * 2)..]);
}
