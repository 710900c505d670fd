using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
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
        var best = expressions[0].Type.Id;
        for (var i = 1; i < expressions.Length; i++)
        {
            var next = expressions[i].Type.Id;
            if (next == best || next == TypeId.Unknown)
                continue;
            if (best != TypeId.Unknown && TypeCategories.Of(next) != TypeCategories.Of(best))
            {
                type = new SqlType(best);
                misfit = i;
                return false;
            }
            if (best == TypeId.Unknown || IsBetter(best, next))
                best = next;
        }
        type = best == TypeId.Unknown ? SqlType.Text : WithCommonModifier(expressions, best);
        return true;
    }

    private static bool IsBetter(TypeId best, TypeId next) =>
        !TypeCategories.IsPreferred(best)
        && CastRules.Allows(best, next, CastContext.Implicit)
        && !CastRules.Allows(next, best, CastContext.Implicit);

    /// <summary>A length or precision survives only if all agree on it.</summary>
    private static SqlType WithCommonModifier(ReadOnlySpan<BoundExpression> expressions, TypeId family)
    {
        var first = expressions[0].Type;
        foreach (var expression in expressions)
        {
            if (family == TypeId.Enum && expression.Type.Id == TypeId.Enum)
                return expression.Type;
            if (expression.Type != first)
                return new SqlType(family);
        }
        return first;
    }
}
