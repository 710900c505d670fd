using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Planning.Expressions;

/// <summary>
/// Walks over the children of a bound expression. Every recursion over expressions goes through here, so that a deep one
/// ends in an exception that the planner turns into 54001, never in a stack overflow.
/// </summary>
internal static class ExpressionTree
{
    /// <summary>Calls <paramref name="visit"/> for each child, not for the expression itself.</summary>
    public static void VisitChildren(BoundExpression expression, Action<BoundExpression> visit)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (expression)
        {
            case BoundCall call:
                VisitAll(call.Arguments, visit);
                break;
            case BoundLogical logical:
                VisitAll(logical.Operands, visit);
                break;
            case BoundRow row:
                VisitAll(row.Fields, visit);
                break;
            case BoundCoalesce coalesce:
                VisitAll(coalesce.Operands, visit);
                break;
            case BoundInList list:
                visit(list.Operand);
                VisitAll(list.Values, visit);
                break;
            case BoundCase branches:
                VisitCase(branches, visit);
                break;
            case BoundIsDistinct distinct:
                visit(distinct.Left);
                visit(distinct.Right);
                break;
            case BoundSubquery { Test: { } test }:
                visit(test);
                break;
            case BoundSubquery { Operand: { } operand }:
                visit(operand);
                break;
            default:
                if (OnlyChild(expression) is { } child)
                    visit(child);
                break;
        }
    }

    /// <summary>The same node over mapped children; the node itself when no child changed.</summary>
    public static BoundExpression MapChildren(BoundExpression expression, Func<BoundExpression, BoundExpression> map)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return expression switch
        {
            BoundCall call => MapCall(call, map),
            BoundLogical logical => MapLogical(logical, map),
            BoundRow row => row with { Fields = Conjunction.Map(row.Fields, map) },
            BoundCoalesce coalesce => coalesce with { Operands = Conjunction.Map(coalesce.Operands, map) },
            BoundInList list => list with { Operand = map(list.Operand), Values = Conjunction.Map(list.Values, map) },
            BoundCase branches => MapCase(branches, map),
            BoundIsDistinct distinct => distinct with { Left = map(distinct.Left), Right = map(distinct.Right) },
            BoundCast cast => cast with { Operand = map(cast.Operand) },
            BoundDomainCheck check => check with { Operand = map(check.Operand) },
            BoundNot not => not with { Operand = map(not.Operand) },
            BoundIsNull isNull => isNull with { Operand = map(isNull.Operand) },
            BoundIsBoolean isBoolean => isBoolean with { Operand = map(isBoolean.Operand) },
            BoundSubquery { Test: { } test } subquery => subquery with { Test = map(test) },
            BoundSubquery { Operand: { } operand } subquery => subquery with { Operand = map(operand) },
            _ => expression,
        };
    }

    /// <summary>Whether the expression or anything in it satisfies a test.</summary>
    public static bool Contains(BoundExpression expression, Func<BoundExpression, bool> test)
    {
        if (test(expression))
            return true;
        var found = false;
        VisitChildren(expression, child => found = found || Contains(child, test));
        return found;
    }

    private static BoundExpression? OnlyChild(BoundExpression expression) => expression switch
    {
        BoundCast cast => cast.Operand,
        BoundDomainCheck check => check.Operand,
        BoundNot not => not.Operand,
        BoundIsNull isNull => isNull.Operand,
        BoundIsBoolean isBoolean => isBoolean.Operand,
        _ => null,
    };

    private static void VisitAll(ImmutableArray<BoundExpression> expressions, Action<BoundExpression> visit)
    {
        foreach (var expression in expressions)
            visit(expression);
    }

    private static void VisitCase(BoundCase branches, Action<BoundExpression> visit)
    {
        foreach (var branch in branches.Branches)
        {
            visit(branch.Condition);
            visit(branch.Result);
        }
        if (branches.Else is not null)
            visit(branches.Else);
    }

    private static BoundCall MapCall(BoundCall call, Func<BoundExpression, BoundExpression> map)
    {
        var arguments = Conjunction.Map(call.Arguments, map);
        return arguments == call.Arguments ? call : call with { Arguments = arguments };
    }

    private static BoundLogical MapLogical(BoundLogical logical, Func<BoundExpression, BoundExpression> map)
    {
        var operands = Conjunction.Map(logical.Operands, map);
        return operands == logical.Operands ? logical : logical with { Operands = operands };
    }

    private static BoundCase MapCase(BoundCase branches, Func<BoundExpression, BoundExpression> map)
    {
        var mapped = ImmutableArray.CreateBuilder<BoundWhen>(branches.Branches.Length);
        foreach (var branch in branches.Branches)
            mapped.Add(new BoundWhen(map(branch.Condition), map(branch.Result)));
        return branches with
        {
            Branches = mapped.MoveToImmutable(),
            Else = branches.Else is null ? null : map(branches.Else),
        };
    }
}
