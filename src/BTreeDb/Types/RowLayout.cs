using System.Buffers.Binary;
using BTreeDb.Primitives;

namespace BTreeDb.Types;

/// <summary>
/// Where the columns of a row lie, for one schema version of a table. A row is: a header byte (bit 7: wide ends; bits 0
/// to 6: schema version, 127 when two bytes with the version follow), the null bitmap (set = NULL), the fixed columns, the
/// end offsets of the variable columns (two bytes each, four in a wide row, counted from the first value byte), their
/// bytes. Primary-key columns whose key bytes give the value back at no cost (integers, booleans, dates and times, uuid)
/// are not stored again; text and others are, because unescaping a key costs more than the bytes are worth.
/// </summary>
internal sealed class RowLayout
{
    /// <summary>The flag in the header byte of a row whose end offsets take four bytes.</summary>
    public const byte WideFlag = 0x80;

    /// <summary>The largest schema version.</summary>
    public const int SchemaVersionMax = ushort.MaxValue;

    private const int ShortVersionMax = 126;
    private const byte LongVersion = 127;

    private readonly ColumnSlot[] _slots;
    private readonly SqlType[] _types;

    /// <summary>Computes the layout.</summary>
    /// <param name="schemaVersion">The version that rows carry.</param>
    /// <param name="types">The types of all columns by ordinal.</param>
    /// <param name="keyOrdinals">The columns of the primary key in key order; empty without one.</param>
    public RowLayout(int schemaVersion, ReadOnlySpan<SqlType> types, ReadOnlySpan<int> keyOrdinals)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(schemaVersion, SchemaVersionMax);
        SchemaVersion = schemaVersion;
        _types = types.ToArray();
        _slots = new ColumnSlot[types.Length];
        NullsOffset = schemaVersion <= ShortVersionMax ? 1 : 3;
        var stored = MarkKeyColumns(keyOrdinals);
        NullsLength = (stored + 7) >> 3;
        EndsOffset = PlaceColumns(NullsOffset + NullsLength);
    }

    /// <summary>The version that rows of this layout carry.</summary>
    public int SchemaVersion { get; }

    /// <summary>The header byte of nearly all rows of this layout (narrow ones, of a version below 127); else -1.</summary>
    public int PlainHeader => SchemaVersion <= ShortVersionMax ? SchemaVersion : -1;

    public int ColumnCount => _slots.Length;

    /// <summary>The offset of the null bitmap, behind the header.</summary>
    public int NullsOffset { get; }

    /// <summary>Bytes of the null bitmap.</summary>
    public int NullsLength { get; }

    /// <summary>The offset of the variable columns' ends, behind the fixed columns.</summary>
    public int EndsOffset { get; }

    /// <summary>How many variable columns there are.</summary>
    public int VariableCount { get; private set; }

    /// <summary>Where a column lies.</summary>
    public ColumnSlot this[int ordinal] => _slots[ordinal];

    /// <summary>A column's type.</summary>
    public SqlType TypeOf(int ordinal) => _types[ordinal];

    /// <summary>The least bytes a row takes, with two-byte or four-byte ends.</summary>
    public int MinimumLength(bool wide) => EndsOffset + VariableCount * (wide ? 4 : 2);

    /// <summary>Whether a key's bytes give a value of this type back exactly and at no cost.</summary>
    public static bool IsKeptInKey(PhysicalType type) =>
        type is PhysicalType.Boolean or PhysicalType.Int16 or PhysicalType.Int32 or PhysicalType.Int64 or PhysicalType.Uuid;

    /// <summary>Bytes of a fixed column; -1 for a variable one.</summary>
    public static int WidthOf(PhysicalType type) => type switch
    {
        PhysicalType.Boolean => 1,
        PhysicalType.Int16 => 2,
        PhysicalType.Int32 or PhysicalType.Single => 4,
        PhysicalType.Int64 or PhysicalType.Double => 8,
        PhysicalType.Uuid or PhysicalType.Interval => 16,
        _ => -1,
    };

    /// <summary>The schema version that a row carries.</summary>
    public static int ReadSchemaVersion(ReadOnlySpan<byte> row)
    {
        if (row.Length == 0)
            TypeErrors.ThrowCorruptRow("it is empty");
        var version = row[0] & ~WideFlag;
        if (version != LongVersion)
            return version;
        if (row.Length < 3)
            TypeErrors.ThrowCorruptRow("its header is cut off");
        return BinaryPrimitives.ReadUInt16LittleEndian(row[1..]);
    }

    /// <summary>Whether a row is of this version and at least as long as its version asks.</summary>
    public bool Accepts(ReadOnlySpan<byte> row) =>
        ReadSchemaVersion(row) == SchemaVersion && row.Length >= MinimumLength((row[0] & WideFlag) != 0);

    /// <summary>Writes the header for rows of this layout.</summary>
    internal void WriteHeader(Span<byte> row)
    {
        if (NullsOffset == 1)
        {
            row[0] = (byte)SchemaVersion;
            return;
        }

        row[0] = LongVersion;
        BinaryPrimitives.WriteUInt16LittleEndian(row[1..], (ushort)SchemaVersion);
    }

    private int MarkKeyColumns(ReadOnlySpan<int> keyOrdinals)
    {
        var stored = _slots.Length;
        for (var i = 0; i < keyOrdinals.Length; i++)
        {
            var ordinal = keyOrdinals[i];
            if (!IsKeptInKey(_types[ordinal].Physical))
                continue;
            _slots[ordinal] = new ColumnSlot(ColumnStorage.Key, -1, i);
            stored--;
        }

        return stored;
    }

    private int PlaceColumns(int offset)
    {
        var nullBit = 0;
        for (var i = 0; i < _slots.Length; i++)
        {
            if (_slots[i].Storage == ColumnStorage.Key)
                continue;
            var width = WidthOf(_types[i].Physical);
            _slots[i] = width < 0
                ? new ColumnSlot(ColumnStorage.Variable, nullBit, VariableCount++)
                : new ColumnSlot(ColumnStorage.Fixed, nullBit, offset);
            nullBit++;
            offset += Math.Max(width, 0);
        }

        Invariant.Holds(NullsLength == (nullBit + 7) >> 3, "T5");
        return offset;
    }
}
