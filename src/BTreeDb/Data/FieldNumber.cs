using System.Runtime.CompilerServices;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Data;

/// <summary>
/// Numbers of a batch without a box. A column of one numeric type may be read as another where the value fits; what does
/// not fit is an <see cref="OverflowException"/>.
/// </summary>
internal static class FieldNumber
{
    /// <summary>Whether the column holds an integer of any size (and not a date, which lies in the same vector).</summary>
    public static bool IsInteger(TypeId type) => type is TypeId.Integer or TypeId.BigInt or TypeId.SmallInt or TypeId.Oid;

    /// <summary>Reads an integer or a numeric without fraction.</summary>
    /// <returns>False where the column's type is no number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryReadInt64(ColumnVector column, int row, out long value)
    {
        if (column is ColumnVector<long> longs && column.Type.Id is TypeId.BigInt or TypeId.Oid)
        {
            value = longs.Values[row];
            return true;
        }

        if (column is ColumnVector<int> ints && column.Type.Id == TypeId.Integer)
        {
            value = ints.Values[row];
            return true;
        }

        return TryConvertToInt64(column, row, out value);
    }

    /// <summary>Reads any number as a double.</summary>
    /// <returns>False where the column's type is no number.</returns>
    public static bool TryReadDouble(ColumnVector column, int row, out double value)
    {
        switch (column)
        {
            case ColumnVector<double> doubles:
                value = doubles.Values[row];
                return true;
            case ColumnVector<float> floats:
                value = floats.Values[row];
                return true;
            case ColumnVector<Numeric> numerics:
                value = NumericCasts.ToDouble(numerics.Values[row]);
                return true;
            default:
                var isNumber = TryReadInt64(column, row, out var integer);
                value = integer;
                return isNumber;
        }
    }

    /// <summary>Reads an integer, a numeric or a floating-point number as a decimal.</summary>
    /// <returns>False where the column's type is no number.</returns>
    public static bool TryReadDecimal(ColumnVector column, int row, out decimal value)
    {
        switch (column)
        {
            case ColumnVector<Numeric> numerics:
                value = ClrNumeric.ToDecimal(numerics.Values[row]);
                return true;
            case ColumnVector<double> doubles:
                value = (decimal)doubles.Values[row];
                return true;
            case ColumnVector<float> floats:
                value = (decimal)floats.Values[row];
                return true;
            default:
                var isNumber = TryReadInt64(column, row, out var integer);
                value = integer;
                return isNumber;
        }
    }

    private static bool TryConvertToInt64(ColumnVector column, int row, out long value)
    {
        switch (column)
        {
            case ColumnVector<short> shorts:
                value = shorts.Values[row];
                return true;
            case ColumnVector<Numeric> numerics:
                value = decimal.ToInt64(WithoutFraction(ClrNumeric.ToDecimal(numerics.Values[row])));
                return true;
            default:
                value = 0;
                return false;
        }
    }

    private static decimal WithoutFraction(decimal value) =>
        value == decimal.Truncate(value)
            ? value
            : throw new OverflowException($"The value {value} is no integer.");
}
