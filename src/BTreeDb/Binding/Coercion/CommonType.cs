using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Functions;
using BTreeDb.Types;

namespace BTreeDb.Binding.Coercion;

/// <summary>
/// The one type of several expressions (UNION, CASE, VALUES, COALESCE, IN), by the steps of PostgreSQL's section
/// "UNION, CASE, and Related Constructs".
/// </summary>
internal static class CommonType
{
    /// <summary>Finds the type, or raises 42804 naming <paramref name="construct"/>.</summary>
    public static SqlType Of(ReadOnlySpan<BoundExpression> expressions, string construct)
    {
        if (TryFind(expressions, out var type, out var misfit))
            return type;
        throw CoercionErrors.CannotMatch(construct, type, expressions[misfit].Type, expressions[misfit].Position);
    }

    /// <summary>Finds the type; on failure, the type so far and the first expression that does not fit it.</summary>
    public static bool TryFind(ReadOnlySpan<BoundExpression> expressions, out SqlType type, out int misfit)
    {
        misfit = -1;
        type = expressions[0].Type.Family;
        if (type.User is DomainType && !AreAllOf(expressions, type))
            type = type.Base.Family;
        for (var i = 1; i < expressions.Length; i++)
        {
            if (Of(type, expressions[i].Type.Family) is not { } common)
            {
                misfit = i;
                return false;
            }
            type = common;
        }
        type = type.Id == TypeId.Unknown ? SqlType.Text : WithCommonModifier(expressions, type);
        return true;
    }

    /// <summary>The common type of two, without modifiers; null when they are of different categories.</summary>
    public static SqlType? Of(SqlType best, SqlType next)
    {
        var (b, n) = (SignatureTypes.CodeOf(best), SignatureTypes.CodeOf(next));
        if (n == b)
            return best.UserTypeId == next.UserTypeId ? best : best.Base.Family;
        if (n == TypeId.Unknown)
            return best;
        if (b == TypeId.Unknown)
            return next.Base.Family;
        if (TypeCategories.Of(n) != TypeCategories.Of(b))
            return null;
        return IsBetter(b, n) ? next.Base.Family : best.Base.Family;
    }

    /// <summary>A domain is the common type only of expressions that all have it, literals without a type not among them.</summary>
    private static bool AreAllOf(ReadOnlySpan<BoundExpression> expressions, SqlType family)
    {
        foreach (var expression in expressions)
        {
            if (expression.Type.Family != family)
                return false;
        }

        return true;
    }

    private static bool IsBetter(TypeId best, TypeId next) =>
        !TypeCategories.IsPreferred(best)
        && CastRules.Allows(best, next, CastContext.Implicit)
        && !CastRules.Allows(next, best, CastContext.Implicit);

    /// <summary>A length or precision survives only if all agree on it.</summary>
    private static SqlType WithCommonModifier(ReadOnlySpan<BoundExpression> expressions, SqlType family)
    {
        var first = expressions[0].Type;
        foreach (var expression in expressions)
        {
            if (expression.Type != first)
                return family;
        }
        return first;
    }
}
