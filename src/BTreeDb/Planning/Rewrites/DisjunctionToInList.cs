using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Rewrites;

/// <summary>
/// Turns <c>a = 1 OR a = 2 OR a IN (3, 4)</c> into <c>a IN (1, 2, 3, 4)</c>, which an index can serve as several ranges,
/// and takes conjuncts common to all branches of an OR out of it, which makes join conditions visible.
/// </summary>
internal sealed class DisjunctionToInList
{
    /// <summary>Rewrites the expressions of a whole plan.</summary>
    public LogicalOperator Rewrite(LogicalOperator plan)
    {
        var rewritten = PlanTree.MapInputs(plan, Rewrite).MapExpressions(Rewrite);
        return rewritten is LogicalFilter filter ? Split(filter) : rewritten;
    }

    private static BoundExpression Rewrite(BoundExpression expression)
    {
        var mapped = ExpressionTree.MapChildren(expression, Rewrite);
        return mapped is BoundLogical { IsAnd: false } or ? Rewrite(or) : mapped;
    }

    private static LogicalOperator Split(LogicalFilter filter)
    {
        var conjuncts = ImmutableArray.CreateBuilder<BoundExpression>();
        foreach (var conjunct in filter.Conjuncts)
            conjuncts.AddRange(Conjunction.Split(conjunct));
        return LogicalFilter.Over(filter.Input, conjuncts.ToImmutable());
    }

    private static BoundExpression Rewrite(BoundLogical or)
    {
        if (AsInList(or) is { } list)
            return list;
        var common = CommonConjuncts(or);
        return common.Count == 0 ? or : Factor(or, common);
    }

    private static BoundInList? AsInList(BoundLogical or)
    {
        BoundExpression? operand = null;
        var values = ImmutableArray.CreateBuilder<BoundExpression>();
        foreach (var branch in or.Operands)
        {
            if (!TryReadMembership(branch, out var column, values))
                return null;
            operand ??= column;
            if (!ExpressionEquality.AreEqual(operand, column))
                return null;
        }
        return new BoundInList(operand!, values.ToImmutable(), false);
    }

    /// <summary>Reads <c>column = constant</c>, either way round, or <c>column IN (constants)</c>.</summary>
    private static bool TryReadMembership(
        BoundExpression branch, out BoundExpression? column, ImmutableArray<BoundExpression>.Builder values)
    {
        column = null;
        if (branch is BoundInList { IsNegated: false, Operand: BoundColumn } list)
        {
            column = list.Operand;
            values.AddRange(list.Values);
            return true;
        }
        if (!Comparison.IsEquality(branch, out var left, out var right))
            return false;
        if (left is not BoundColumn)
            (left, right) = (right, left);
        column = left;
        values.Add(right);
        return left is BoundColumn && left.Type == right.Type && Volatility.IsConstantInExecution(right);
    }

    private static List<BoundExpression> CommonConjuncts(BoundLogical or)
    {
        var common = new List<BoundExpression>(Conjunction.Split(or.Operands[0]));
        for (var i = 1; i < or.Operands.Length && common.Count > 0; i++)
        {
            var conjuncts = Conjunction.Split(or.Operands[i]);
            common.RemoveAll(candidate => !Contains(conjuncts, candidate) || Volatility.IsVolatile(candidate));
        }
        return common;
    }

    /// <summary>
    /// <c>(c AND x) OR (c AND y)</c> is <c>c AND (x OR y)</c>; where a branch has nothing but the common part, that part
    /// alone decides.
    /// </summary>
    private static BoundExpression Factor(BoundLogical or, List<BoundExpression> common)
    {
        var rest = ImmutableArray.CreateBuilder<BoundExpression>();
        foreach (var branch in or.Operands)
        {
            var remaining = ImmutableArray.CreateBuilder<BoundExpression>();
            foreach (var conjunct in Conjunction.Split(branch))
            {
                if (!Contains([.. common], conjunct))
                    remaining.Add(conjunct);
            }
            if (remaining.Count == 0)
                return Conjunction.Combine([.. common])!;
            rest.Add(Conjunction.Combine(remaining.ToImmutable())!);
        }
        return new BoundLogical(true, [.. common, new BoundLogical(false, rest.ToImmutable())]);
    }

    private static bool Contains(ImmutableArray<BoundExpression> expressions, BoundExpression wanted)
    {
        foreach (var expression in expressions)
        {
            if (ExpressionEquality.AreEqual(expression, wanted))
                return true;
        }
        return false;
    }
}
