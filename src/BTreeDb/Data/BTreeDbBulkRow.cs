using System.Runtime.CompilerServices;
using System.Text;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Data;

/// <summary>
/// The row that a <see cref="BTreeDbBulkCopy"/> is about to store. Columns that are not set are NULL. Valid only within the
/// call that it was given to.
/// </summary>
public sealed class BTreeDbBulkRow
{
    private ColumnVector[] _columns = [];
    private SqlType[] _types = [];
    private bool[] _isSet = [];
    private ConversionContext _conversion;
    private int _row;

    internal BTreeDbBulkRow()
    {
    }

    /// <summary>The number of columns.</summary>
    public int ColumnCount => _types.Length;

    /// <summary>
    /// Gives a column its value. Numbers and text go into columns of their type as they are; where the types differ, the
    /// value is read from its text.
    /// </summary>
    /// <param name="column">The place of the column, from 0 on.</param>
    /// <param name="value">The value; null and <see cref="DBNull"/> are NULL.</param>
    /// <exception cref="BTreeDbException">The value is none of the column's type.</exception>
    public void Set<T>(int column, T value)
    {
        var type = _types[column];
        if (value is null or DBNull)
            _isSet[column] = false;
        else if (typeof(T) == typeof(long) && type.Id == TypeId.BigInt)
            Put(column, Unsafe.As<T, long>(ref value));
        else if (typeof(T) == typeof(int) && type.Id == TypeId.Integer)
            Put(column, Unsafe.As<T, int>(ref value));
        else if (typeof(T) == typeof(int) && type.Id == TypeId.BigInt)
            Put(column, (long)Unsafe.As<T, int>(ref value));
        else if (typeof(T) == typeof(short) && type.Id == TypeId.SmallInt)
            Put(column, Unsafe.As<T, short>(ref value));
        else if (typeof(T) == typeof(double) && type.Id == TypeId.Double)
            Put(column, Unsafe.As<T, double>(ref value));
        else if (typeof(T) == typeof(float) && type.Id == TypeId.Real)
            Put(column, Unsafe.As<T, float>(ref value));
        else if (typeof(T) == typeof(bool) && type.Id == TypeId.Boolean)
            Put(column, (byte)(Unsafe.As<T, bool>(ref value) ? 1 : 0));
        else if (value is string text && type.Id is TypeId.Text or TypeId.VarChar)
            PutText(column, text);
        else
            PutOther(column, value);
    }

    /// <summary>Makes a column NULL, as it is before it is set.</summary>
    public void SetNull(int column) => _isSet[column] = false;

    /// <summary>Tells what the rows consist of.</summary>
    internal void Begin(ReadOnlySpan<SqlType> types, ConversionContext conversion)
    {
        _types = types.ToArray();
        _isSet = new bool[types.Length];
        _columns = new ColumnVector[types.Length];
        _conversion = conversion;
    }

    /// <summary>Takes the vectors that the next rows go to.</summary>
    internal void BeginBatch(ReadOnlySpan<ColumnVector> columns) => columns.CopyTo(_columns);

    /// <summary>Begins the row at a place of the vectors.</summary>
    internal void BeginRow(int row)
    {
        _row = row;
        Array.Clear(_isSet);
    }

    /// <summary>Ends the row.</summary>
    internal void EndRow()
    {
        for (var i = 0; i < _isSet.Length; i++)
        {
            if (!_isSet[i])
                _columns[i].Nulls.SetNull(_row);
        }
    }

    private void Put<T>(int column, T value)
        where T : struct
    {
        ((ColumnVector<T>)_columns[column]).Values[_row] = value;
        _isSet[column] = true;
    }

    private void PutText(int column, string text)
    {
        var arena = _columns[column].Arena;
        var room = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (room > TextView.InlineCapacity)
        {
            // Measured once where the worst case would waste much.
            if (room > 4096)
                room = Encoding.UTF8.GetByteCount(text);
            var target = arena.Allocate(room);
            var length = Encoding.UTF8.GetBytes(text, target);
            if (length > TextView.InlineCapacity)
            {
                arena.ShrinkLast(room, length);
                Put(column, TextView.FromPinned(target[..length]));
                return;
            }

            arena.ShrinkLast(room, 0);
        }

        Span<byte> bytes = stackalloc byte[TextView.InlineCapacity];
        Put(column, TextView.FromShort(bytes[..Encoding.UTF8.GetBytes(text, bytes)]));
    }

    private void PutOther<T>(int column, T value)
    {
        var datum = ParameterConverter.Convert(value, out var given);
        var wanted = _types[column];
        if (given != wanted && given.Id != TypeId.Unknown)
        {
            var text = given.Id is TypeId.Text ? Encoding.UTF8.GetString(datum.AsBytes()) : TextOutput.Format(datum, given, _conversion.TimeZone);
            datum = TextInput.Parse(Encoding.UTF8.GetBytes(text), wanted, _conversion);
        }
        else if (given.Id == TypeId.Unknown && !datum.IsNull)
        {
            datum = TextInput.Parse(datum.AsBytes(), wanted, _conversion);
        }

        _isSet[column] = !datum.IsNull;
        if (!datum.IsNull)
            _columns[column].SetDatum(_row, datum);
    }
}
