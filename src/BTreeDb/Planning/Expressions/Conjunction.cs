using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Planning.Expressions;

/// <summary>Conditions as lists of conjuncts.</summary>
internal static class Conjunction
{
    /// <summary>The conjuncts of a condition; none for null.</summary>
    public static ImmutableArray<BoundExpression> Split(BoundExpression? condition)
    {
        if (condition is null)
            return [];
        if (condition is not BoundLogical { IsAnd: true })
            return [condition];
        var conjuncts = ImmutableArray.CreateBuilder<BoundExpression>();
        Add(condition, conjuncts);
        return conjuncts.ToImmutable();
    }

    /// <summary>One condition of all conjuncts; null for none.</summary>
    public static BoundExpression? Combine(ImmutableArray<BoundExpression> conjuncts) => conjuncts.Length switch
    {
        0 => null,
        1 => conjuncts[0],
        _ => new BoundLogical(true, conjuncts),
    };

    /// <summary>Maps each expression; the very same array when none changed.</summary>
    public static ImmutableArray<BoundExpression> Map(
        ImmutableArray<BoundExpression> expressions, Func<BoundExpression, BoundExpression> map)
    {
        ImmutableArray<BoundExpression>.Builder? changed = null;
        for (var i = 0; i < expressions.Length; i++)
        {
            var mapped = map(expressions[i]);
            if (changed is null && !ReferenceEquals(mapped, expressions[i]))
                changed = expressions.ToBuilder();
            if (changed is not null)
                changed[i] = mapped;
        }
        return changed?.MoveToImmutable() ?? expressions;
    }

    /// <summary>Whether a conjunct can never be true: the literal FALSE or NULL.</summary>
    public static bool IsNeverTrue(BoundExpression conjunct) =>
        conjunct is BoundLiteral literal && (literal.Value.IsNull || !literal.Value.AsBoolean());

    /// <summary>Whether a conjunct is the literal TRUE.</summary>
    public static bool IsAlwaysTrue(BoundExpression conjunct) =>
        conjunct is BoundLiteral literal && !literal.Value.IsNull && literal.Value.AsBoolean();

    /// <summary>The literal of a truth value.</summary>
    public static BoundLiteral Literal(bool value) => new(Datum.FromBoolean(value), SqlType.Boolean);

    private static void Add(BoundExpression condition, ImmutableArray<BoundExpression>.Builder conjuncts)
    {
        if (condition is BoundLogical { IsAnd: true } and)
        {
            foreach (var operand in and.Operands)
                Add(operand, conjuncts);
        }
        else
        {
            conjuncts.Add(condition);
        }
    }
}
