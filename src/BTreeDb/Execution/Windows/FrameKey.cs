using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Windows;

/// <summary>The ordering column of a window with RANGE offsets, as compared with the limits of frames.</summary>
internal sealed class FrameKey(int place, SqlType type, bool isDescending, bool nullsFirst)
{
    private readonly ValueComparer _comparer = ValueComparer.Create(type);

    /// <summary>Whether an offset is below zero, or no number.</summary>
    public static bool IsNegative(in Datum offset, SqlType type) => type.Id switch
    {
        TypeId.Numeric => (Numeric)offset.Reference! is var number && (number.IsNaN || number.Sign < 0),
        TypeId.Double => !(offset.AsDouble() >= 0),
        TypeId.Interval => ((Interval)offset.Reference!).Span < 0,
        _ => offset.AsInt64() < 0,
    };

    /// <summary>Whether a row's key is NULL.</summary>
    public bool IsNull(ColumnVector[] columns, int row) => columns[place].IsNull(row);

    /// <summary>
    /// Whether a row lies before a limit in the window's order, or with <paramref name="orAt"/> not behind it. NULL lies
    /// where the order puts it.
    /// </summary>
    public bool IsBefore(ColumnVector[] columns, int row, ColumnVector limit, int limitRow, bool orAt)
    {
        var key = columns[place];
        if (key.IsNull(row))
            return nullsFirst;
        var order = _comparer.Compare(key, row, limit, limitRow);
        if (isDescending)
            order = -order;
        return orAt ? order <= 0 : order < 0;
    }
}
