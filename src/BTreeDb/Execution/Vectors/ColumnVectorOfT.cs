using System.Runtime.CompilerServices;
using BTreeDb.Primitives;
using BTreeDb.Types;

namespace BTreeDb.Execution.Vectors;

/// <summary>
/// A column whose values lie as an array of <typeparamref name="T"/>: <c>byte</c> for booleans, <c>short</c>, <c>int</c>,
/// <c>long</c>, <c>float</c>, <c>double</c>, <see cref="Numeric"/>, <see cref="UInt128"/> (uuid), <see cref="Interval"/>,
/// <see cref="TextView"/>.
/// </summary>
internal sealed class ColumnVector<T>(SqlType type, int capacity) : ColumnVector(type, capacity)
    where T : struct
{
    /// <summary>The values; those of NULL rows are unspecified but valid to read.</summary>
    public T[] Values { get; } = new T[capacity];

    public override void CopyRow(ColumnVector source, int sourceRow, int row)
    {
        var index = source.IndexOf(sourceRow);
        if (source.Nulls[index])
        {
            Nulls.SetNull(row);
            Values[row] = default;
            return;
        }

        Values[row] = Keep(((ColumnVector<T>)source).Values[index]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Gather(ColumnVector source, ReadOnlySpan<int> rows, int at)
    {
        GatherNulls(source, rows, at);
        var from = ((ColumnVector<T>)source).Values;
        var to = Values.AsSpan(at, rows.Length);
        if (source.IsConstant)
        {
            to.Fill(from[0]);
            return;
        }

        for (var i = 0; i < rows.Length; i++)
            to[i] = from[rows[i]];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Append(ColumnVector source, ReadOnlySpan<int> rows, int at)
    {
        Gather(source, rows, at);
        if (typeof(T) != typeof(TextView))
            return;
        for (var i = at; i < at + rows.Length; i++)
        {
            // The unspecified value of a NULL row may point to memory that is gone.
            Values[i] = Nulls[i] ? default : Keep(Values[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void CopySelected(ColumnVector source, Batch batch)
    {
        var from = ((ColumnVector<T>)source).Values;
        Invariant.Holds(source.IsConstant || batch.RowCount <= source.Capacity, "X1");
        var selection = batch.Selection;
        if (selection is null && !source.IsConstant)
        {
            from.AsSpan(0, batch.RowCount).CopyTo(Values);
            if (source.Nulls.Any)
                CopyNulls(source, batch);
            return;
        }

        var count = batch.Count;
        for (var i = 0; i < count; i++)
        {
            var row = selection is null ? i : selection[i];
            Values[row] = from[source.IndexOf(row)];
        }

        if (source.Nulls.Any)
            CopyNulls(source, batch);
    }

    public override void SetDatum(int row, in Datum value)
    {
        if (value.IsNull)
        {
            Nulls.SetNull(row);
            Values[row] = default;
            return;
        }

        Values[row] = FromDatum(value);
    }

    public override Datum GetDatum(int row)
    {
        var index = IndexOf(row);
        if (Nulls[index])
            return Datum.Null;
        var value = Values[index];
        if (typeof(T) == typeof(byte))
            return Datum.FromBoolean(As<byte>(value) != 0);
        if (typeof(T) == typeof(short))
            return Datum.FromInt64(As<short>(value));
        if (typeof(T) == typeof(int))
            return Datum.FromInt64(As<int>(value));
        if (typeof(T) == typeof(long))
            return Datum.FromInt64(As<long>(value));
        if (typeof(T) == typeof(float))
            return Datum.FromSingle(As<float>(value));
        if (typeof(T) == typeof(double))
            return Datum.FromDouble(As<double>(value));
        if (typeof(T) == typeof(TextView))
            return Datum.FromBytes(As<TextView>(value).Span.ToArray());
        return Datum.FromReference(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CopyNulls(ColumnVector source, Batch batch)
    {
        var count = batch.Count;
        var selection = batch.Selection;
        for (var i = 0; i < count; i++)
        {
            var row = selection is null ? i : selection[i];
            if (source.IsNull(row))
                Nulls.SetNull(row);
        }
    }

    /// <summary>The value with its bytes in this vector's arena.</summary>
    private T Keep(T value)
    {
        if (typeof(T) != typeof(TextView))
            return value;
        var view = As<TextView>(value);
        if (!view.IsInline)
            view = Arena.Add(view.Span);
        return Unsafe.As<TextView, T>(ref view);
    }

    private T FromDatum(in Datum value)
    {
        if (typeof(T) == typeof(byte))
            return To((byte)(value.AsBoolean() ? 1 : 0));
        if (typeof(T) == typeof(short))
            return To((short)value.AsInt64());
        if (typeof(T) == typeof(int))
            return To(value.AsInt32());
        if (typeof(T) == typeof(long))
            return To(value.AsInt64());
        if (typeof(T) == typeof(float))
            return To(value.AsSingle());
        if (typeof(T) == typeof(double))
            return To(value.AsDouble());
        if (typeof(T) == typeof(TextView))
            return To(value.Reference is string text ? Arena.Add(text) : Arena.Add(value.AsBytes()));
        return (T)value.Reference!;
    }

    private static TTo As<TTo>(T value)
        where TTo : struct => Unsafe.BitCast<T, TTo>(value);

    private static T To<TFrom>(TFrom value)
        where TFrom : struct => Unsafe.BitCast<TFrom, T>(value);
}
