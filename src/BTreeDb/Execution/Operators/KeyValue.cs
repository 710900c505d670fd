using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// Fits a value of a wider integer type into a key column: comparing them is comparing with the narrowed value, as far as
/// there is one.
/// </summary>
internal static class KeyValue
{
    /// <summary>
    /// How a value lies to the range of a column's type: -1 below, 0 within, 1 above. NULL is within.
    /// </summary>
    public static int Place(in Datum value, SqlType column)
    {
        if (value.IsNull)
            return 0;
        var (least, greatest) = column.Id switch
        {
            TypeId.SmallInt => (short.MinValue, short.MaxValue),
            TypeId.Integer => (int.MinValue, int.MaxValue),
            _ => (long.MinValue, long.MaxValue),
        };
        if (column.Id is not (TypeId.SmallInt or TypeId.Integer))
            return 0;
        return value.AsInt64() < least ? -1 : value.AsInt64() > greatest ? 1 : 0;
    }
}
