using System.Diagnostics.CodeAnalysis;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Planning.Expressions;

/// <summary>Comparison operators and their relatives.</summary>
internal static class Comparison
{
    /// <summary>Whether a function is one of the six comparisons.</summary>
    public static bool IsComparison(FunctionId function) =>
        function is FunctionId.Equal or FunctionId.NotEqual or FunctionId.Less or FunctionId.LessOrEqual
            or FunctionId.Greater or FunctionId.GreaterOrEqual;

    /// <summary>The comparison that is true where this one is false.</summary>
    public static FunctionId Opposite(FunctionId comparison) => comparison switch
    {
        FunctionId.Equal => FunctionId.NotEqual,
        FunctionId.NotEqual => FunctionId.Equal,
        FunctionId.Less => FunctionId.GreaterOrEqual,
        FunctionId.LessOrEqual => FunctionId.Greater,
        FunctionId.Greater => FunctionId.LessOrEqual,
        _ => FunctionId.Less,
    };

    /// <summary>The comparison that holds with its operands exchanged.</summary>
    public static FunctionId Exchanged(FunctionId comparison) => comparison switch
    {
        FunctionId.Less => FunctionId.Greater,
        FunctionId.LessOrEqual => FunctionId.GreaterOrEqual,
        FunctionId.Greater => FunctionId.Less,
        FunctionId.GreaterOrEqual => FunctionId.LessOrEqual,
        _ => comparison,
    };

    /// <summary>LIKE for NOT LIKE and so on; null for what is no such match.</summary>
    public static FunctionId? OppositeLike(FunctionId like) => like switch
    {
        FunctionId.Like => FunctionId.NotLike,
        FunctionId.NotLike => FunctionId.Like,
        FunctionId.ILike => FunctionId.NotILike,
        FunctionId.NotILike => FunctionId.ILike,
        FunctionId.CollatedLike => FunctionId.CollatedNotLike,
        FunctionId.CollatedNotLike => FunctionId.CollatedLike,
        FunctionId.CollatedILike => FunctionId.CollatedNotILike,
        FunctionId.CollatedNotILike => FunctionId.CollatedILike,
        _ => null,
    };

    /// <summary>Takes an equality apart.</summary>
    public static bool IsEquality(
        BoundExpression expression,
        [NotNullWhen(true)] out BoundExpression? left,
        [NotNullWhen(true)] out BoundExpression? right)
    {
        if (expression is BoundCall { Function: FunctionId.Equal } call)
        {
            left = call.Arguments[0];
            right = call.Arguments[1];
            return true;
        }
        left = right = null;
        return false;
    }

    /// <summary>An equality of two expressions of one type.</summary>
    public static BoundCall Equal(BoundExpression left, BoundExpression right) =>
        new(FunctionId.Equal, [left, right], Types.SqlType.Boolean);
}
