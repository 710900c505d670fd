using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Planning.Rewrites;

/// <summary>
/// Takes the cast from the side of a comparison with a literal, which then gets the other side's own type:
/// <c>date_column &lt; timestamp '2000-01-01 00:00'</c> compares dates. Encoded values, keys and statistics know the column
/// without a cast only; and a date that no timestamp can hold is compared, as in PostgreSQL, instead of converted.
/// </summary>
internal static class CastNarrowing
{
    /// <summary>The comparison without the cast, or the same where that is not possible.</summary>
    public static BoundCall Rewrite(BoundCall comparison) => comparison.Arguments switch
    {
        [BoundCast cast, BoundLiteral literal] => Narrow(comparison, cast, literal, comparison.Function),
        [BoundLiteral literal, BoundCast cast] =>
            Narrow(comparison, cast, literal, Comparison.Exchanged(comparison.Function)),
        _ => comparison,
    };

    private static BoundCall Narrow(BoundCall comparison, BoundCast cast, BoundLiteral literal, FunctionId function)
    {
        if (literal.Value.IsNull || literal.Type.Id != cast.Type.Id)
            return comparison;
        var from = cast.Operand.Type;
        if (from.Id is not (TypeId.SmallInt or TypeId.Integer or TypeId.Date))
            return comparison;
        var value = literal.Value.AsInt64();
        var isNarrowed = (from.Id, cast.Type.Id) switch
        {
            (TypeId.SmallInt, TypeId.Integer or TypeId.BigInt) => value == (short)value,
            (TypeId.Integer, TypeId.BigInt) => value == (int)value,
            (TypeId.Date, TypeId.Timestamp) => TryNarrowToDate(ref value, ref function),
            _ => false,
        };
        return isNarrowed
            ? comparison with
            {
                Function = function,
                Arguments = [cast.Operand, new BoundLiteral(Datum.FromInt64(value), from) { Position = literal.Position }],
            }
            : comparison;
    }

    /// <summary>A date stands for its midnight, so between two midnights only the way of the comparison counts.</summary>
    private static bool TryNarrowToDate(ref long value, ref FunctionId comparison)
    {
        if (value is TimestampMath.Infinity or TimestampMath.NegativeInfinity)
            return false;
        var (day, time) = Math.DivRem(value, TimestampMath.MicrosPerDay);
        value = time < 0 ? day - 1 : day;
        if (time == 0)
            return true;
        (var isPossible, comparison) = comparison switch
        {
            FunctionId.Less or FunctionId.LessOrEqual => (true, FunctionId.LessOrEqual),
            FunctionId.Greater or FunctionId.GreaterOrEqual => (true, FunctionId.Greater),
            _ => (false, comparison),
        };
        return isPossible;
    }
}
