using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using BTreeDb.Primitives;

namespace BTreeDb.Types;

/// <summary>
/// Builds the bytes of rows, one after the other, in memory that is reused. A column that is not set is NULL; variable
/// columns are set in the order of their ordinals (invariant T6); setting a column that the key holds does nothing.
/// </summary>
internal sealed class RowWriter
{
    private readonly ByteWriter _row = new(256);
    private readonly ByteWriter _values = new(256);
    private RowLayout? _layout;
    private int[] _ends = [];
    private int _nextVariable;

    /// <summary>Starts a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Begin(RowLayout layout)
    {
        _layout = layout;
        _row.Reset();
        _values.Reset();
        _nextVariable = 0;
        if (_ends.Length < layout.VariableCount)
            _ends = new int[layout.VariableCount];
        var head = _row.Append(layout.EndsOffset);
        head.Clear();
        head.Slice(layout.NullsOffset, layout.NullsLength).Fill(0xFF);
        layout.WriteHeader(head);
    }

    public void SetNull(int ordinal)
    {
        // Rows begin with every column NULL.
        Invariant.Holds(_layout is not null && (uint)ordinal < (uint)_layout.ColumnCount, "T6");
    }

    public void SetBoolean(int ordinal, bool value)
    {
        if (TryFixed(ordinal, 1, out var target))
            target[0] = (byte)(value ? 1 : 0);
    }

    public void SetInt16(int ordinal, short value)
    {
        if (TryFixed(ordinal, 2, out var target))
            BinaryPrimitives.WriteInt16LittleEndian(target, value);
    }

    public void SetInt32(int ordinal, int value)
    {
        if (TryFixed(ordinal, 4, out var target))
            BinaryPrimitives.WriteInt32LittleEndian(target, value);
    }

    public void SetInt64(int ordinal, long value)
    {
        if (TryFixed(ordinal, 8, out var target))
            BinaryPrimitives.WriteInt64LittleEndian(target, value);
    }

    public void SetSingle(int ordinal, float value)
    {
        if (TryFixed(ordinal, 4, out var target))
            BinaryPrimitives.WriteSingleLittleEndian(target, value);
    }

    public void SetDouble(int ordinal, double value)
    {
        if (TryFixed(ordinal, 8, out var target))
            BinaryPrimitives.WriteDoubleLittleEndian(target, value);
    }

    public void SetUuid(int ordinal, UInt128 value)
    {
        if (TryFixed(ordinal, 16, out var target))
            BinaryPrimitives.WriteUInt128LittleEndian(target, value);
    }

    public void SetInterval(int ordinal, Interval value)
    {
        if (!TryFixed(ordinal, 16, out var target))
            return;
        BinaryPrimitives.WriteInt32LittleEndian(target, value.Months);
        BinaryPrimitives.WriteInt32LittleEndian(target[4..], value.Days);
        BinaryPrimitives.WriteInt64LittleEndian(target[8..], value.Micros);
    }

    public void SetNumeric(int ordinal, Numeric value)
    {
        BeginVariable(ordinal);
        NumericCodec.Write(_values, value);
        _ends[_nextVariable - 1] = _values.Length;
    }

    /// <summary>Sets a column of variable length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void SetBytes(int ordinal, ReadOnlySpan<byte> value)
    {
        BeginVariable(ordinal);
        _values.Append(value);
        _ends[_nextVariable - 1] = _values.Length;
    }

    /// <summary>Sets a column of any type.</summary>
    public void SetDatum(int ordinal, in Datum value)
    {
        if (value.IsNull)
        {
            SetNull(ordinal);
            return;
        }

        switch (_layout!.TypeOf(ordinal).Physical)
        {
            case PhysicalType.Boolean:
                SetBoolean(ordinal, value.AsBoolean());
                break;
            case PhysicalType.Int16:
                SetInt16(ordinal, (short)value.AsInt64());
                break;
            case PhysicalType.Int32:
                SetInt32(ordinal, value.AsInt32());
                break;
            case PhysicalType.Int64:
                SetInt64(ordinal, value.AsInt64());
                break;
            case PhysicalType.Single:
                SetSingle(ordinal, value.AsSingle());
                break;
            case PhysicalType.Double:
                SetDouble(ordinal, value.AsDouble());
                break;
            case PhysicalType.Numeric:
                SetNumeric(ordinal, value.AsNumeric());
                break;
            case PhysicalType.Uuid:
                SetUuid(ordinal, value.AsUuid());
                break;
            case PhysicalType.Interval:
                SetInterval(ordinal, value.AsInterval());
                break;
            default:
                SetBytes(ordinal, value.AsBytes());
                break;
        }
    }

    /// <summary>The finished row; valid until the next <see cref="Begin"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<byte> Finish()
    {
        FillEnds(_layout!.VariableCount);
        if (_values.Length > ushort.MaxValue)
        {
            _row.Written[0] |= RowLayout.WideFlag;
            for (var i = 0; i < _nextVariable; i++)
                BinaryPrimitives.WriteInt32LittleEndian(_row.Append(4), _ends[i]);
        }
        else
        {
            for (var i = 0; i < _nextVariable; i++)
                BinaryPrimitives.WriteUInt16LittleEndian(_row.Append(2), (ushort)_ends[i]);
        }

        _row.Append(_values.Written);
        return _row.Written;
    }

    private bool TryFixed(int ordinal, int width, out Span<byte> target)
    {
        var slot = _layout![ordinal];
        target = default;
        if (slot.Storage == ColumnStorage.Key)
            return false;
        Invariant.Holds(slot.Storage == ColumnStorage.Fixed, "T6");
        MarkPresent(slot.NullBit);
        target = _row.Written.Slice(slot.Place, width);
        return true;
    }

    private void BeginVariable(int ordinal)
    {
        var slot = _layout![ordinal];
        Invariant.Holds(slot.Storage == ColumnStorage.Variable && slot.Place >= _nextVariable, "T6");
        FillEnds(slot.Place);
        MarkPresent(slot.NullBit);
        _nextVariable = slot.Place + 1;
    }

    /// <summary>Gives the variable columns before <paramref name="number"/> that were not set an empty value.</summary>
    private void FillEnds(int number)
    {
        for (; _nextVariable < number; _nextVariable++)
            _ends[_nextVariable] = _values.Length;
    }

    private void MarkPresent(int nullBit) =>
        _row.Written[_layout!.NullsOffset + (nullBit >> 3)] &= (byte)~(1 << (nullBit & 7));
}
