using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Planning.Expressions;

/// <summary>
/// Which columns must not be NULL for a condition to be true. This is what turns outer joins into inner ones.
/// </summary>
internal static class NullRejection
{
    /// <summary>The columns c such that the condition is not true whenever c is NULL.</summary>
    public static HashSet<ColumnId> RejectedBy(BoundExpression condition) => condition switch
    {
        BoundLogical { IsAnd: true } and => Union(and.Operands, RejectedBy),
        BoundLogical or => Intersection(or.Operands, RejectedBy),
        BoundIsNull { IsNegated: true } isNotNull => NullMaking(isNotNull.Operand),
        BoundIsBoolean { Truth: true, IsNegated: false } isTrue => RejectedBy(isTrue.Operand),
        BoundIsBoolean { Truth: false, IsNegated: false } isFalse => NullMaking(isFalse.Operand),
        BoundIsBoolean { Truth: null, IsNegated: true } isKnown => NullMaking(isKnown.Operand),
        _ => NullMaking(condition),
    };

    /// <summary>The columns of which each, being NULL, makes the expression NULL.</summary>
    public static HashSet<ColumnId> NullMaking(BoundExpression expression) => expression switch
    {
        BoundColumn column => [column.Id],
        BoundCall call when Strictness.IsStrict(call.Function) => Union(call.Arguments, NullMaking),
        BoundCast cast => NullMaking(cast.Operand),
        BoundNot not => NullMaking(not.Operand),
        BoundInList list => NullMaking(list.Operand),
        BoundLogical logical => Intersection(logical.Operands, NullMaking),
        BoundCoalesce coalesce => Intersection(coalesce.Operands, NullMaking),
        _ => [],
    };

    private static HashSet<ColumnId> Union(
        ImmutableArray<BoundExpression> expressions, Func<BoundExpression, HashSet<ColumnId>> of)
    {
        var all = new HashSet<ColumnId>();
        foreach (var expression in expressions)
            all.UnionWith(of(expression));
        return all;
    }

    private static HashSet<ColumnId> Intersection(
        ImmutableArray<BoundExpression> expressions, Func<BoundExpression, HashSet<ColumnId>> of)
    {
        HashSet<ColumnId>? common = null;
        foreach (var expression in expressions)
        {
            if (common is null)
                common = of(expression);
            else
                common.IntersectWith(of(expression));
        }
        return common ?? [];
    }
}
