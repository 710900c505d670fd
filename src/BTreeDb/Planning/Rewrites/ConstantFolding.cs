using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;
using BTreeDb.Types;

namespace BTreeDb.Planning.Rewrites;

/// <summary>
/// Evaluates what does not depend on rows, parameters or the session, and simplifies AND, OR, CASE and comparisons around
/// literals. An
/// expression whose evaluation fails stays as it is: it may stand in a branch that no row takes.
/// </summary>
/// <param name="evaluator">Evaluates constants.</param>
/// <param name="parameters">Values of the parameters, which then are constants, too; or null.</param>
internal sealed class ConstantFolding(IConstantEvaluator evaluator, Datum[]? parameters = null)
{
    /// <summary>Folds the expressions of a whole plan.</summary>
    public LogicalOperator Rewrite(LogicalOperator plan)
    {
        var folded = PlanTree.MapInputs(plan, Rewrite).MapExpressions(Fold);
        return folded is LogicalFilter filter ? Simplify(filter) : folded;
    }

    /// <summary>Folds one expression.</summary>
    public BoundExpression Fold(BoundExpression expression)
    {
        var takesOutput = expression is BoundCall { Function: FunctionId.ConcatAll or FunctionId.ConcatWs };
        var mapped = ExpressionTree.MapChildren(expression, takesOutput ? FoldOutput : Fold);
        return mapped switch
        {
            BoundParameter parameter when parameters is not null && parameter.Ordinal < parameters.Length =>
                new BoundLiteral(parameters[parameter.Ordinal].WithBytes(), parameter.Type) { Position = parameter.Position },
            BoundLiteral or BoundColumn or BoundParameter => mapped,
            BoundLogical logical => Simplify(logical),
            BoundCase branches => Simplify(branches),
            BoundCall call when IsNull(call) => new BoundLiteral(Datum.Null, call.Type) { Position = call.Position },
            _ when HasOnlyLiterals(mapped) && Volatility.IsImmutable(mapped) && Volatility.IsSameInEverySession(mapped) =>
                Evaluate(mapped),
            BoundCall call when Comparison.IsComparison(call.Function) => CastNarrowing.Rewrite(call),
            _ => mapped,
        };
    }

    /// <summary>
    /// The output of a value, which <c>concat</c> takes, is not always its cast to text (<c>t</c> and <c>true</c>): the
    /// cast stays, so that the call sees what the value was.
    /// </summary>
    private BoundExpression FoldOutput(BoundExpression argument) =>
        argument is BoundCast cast ? cast with { Operand = Fold(cast.Operand) } : Fold(argument);

    private BoundExpression Evaluate(BoundExpression expression) => evaluator.TryEvaluate(expression, out var value)
        ? new BoundLiteral(value, expression.Type) { Position = expression.Position }
        : expression;

    /// <summary>
    /// As in PostgreSQL, a NULL argument decides before the others are looked at, so their errors do not show.
    /// </summary>
    private static bool IsNull(BoundCall call)
    {
        if (!Strictness.IsStrict(call.Function))
            return false;
        foreach (var argument in call.Arguments)
        {
            if (argument is BoundLiteral { Value.IsNull: true })
                return true;
        }
        return false;
    }

    private static bool HasOnlyLiterals(BoundExpression expression)
    {
        var only = true;
        ExpressionTree.VisitChildren(expression, child => only &= child is BoundLiteral);
        return only;
    }

    private static LogicalOperator Simplify(LogicalFilter filter)
    {
        var conjuncts = ImmutableArray.CreateBuilder<BoundExpression>();
        foreach (var conjunct in filter.Conjuncts)
        {
            if (!Conjunction.IsAlwaysTrue(conjunct))
                conjuncts.AddRange(Conjunction.Split(conjunct));
        }
        return LogicalFilter.Over(filter.Input, conjuncts.ToImmutable());
    }

    /// <summary>
    /// The neutral literal falls away, the absorbing one decides. NULL stays among the operands: it decides only when
    /// nothing absorbs.
    /// </summary>
    private static BoundExpression Simplify(BoundLogical logical)
    {
        var operands = ImmutableArray.CreateBuilder<BoundExpression>();
        foreach (var operand in logical.Operands)
        {
            if (operand is BoundLiteral { Value.IsNull: false } literal)
            {
                if (literal.Value.AsBoolean() != logical.IsAnd)
                    return literal;
            }
            else if (operand is BoundLogical nested && nested.IsAnd == logical.IsAnd)
            {
                operands.AddRange(nested.Operands);
            }
            else
            {
                operands.Add(operand);
            }
        }
        return operands.Count switch
        {
            0 => Conjunction.Literal(logical.IsAnd),
            1 => operands[0],
            _ => logical with { Operands = operands.ToImmutable() },
        };
    }

    private static BoundExpression Simplify(BoundCase branches)
    {
        var kept = ImmutableArray.CreateBuilder<BoundWhen>();
        foreach (var branch in branches.Branches)
        {
            if (Conjunction.IsNeverTrue(branch.Condition))
                continue;
            if (Conjunction.IsAlwaysTrue(branch.Condition))
                return kept.Count == 0 ? branch.Result : With(branches, kept, branch.Result);
            kept.Add(branch);
        }
        return kept.Count == 0
            ? branches.Else ?? new BoundLiteral(Datum.Null, branches.Type)
            : With(branches, kept, branches.Else);
    }

    private static BoundCase With(
        BoundCase branches, ImmutableArray<BoundWhen>.Builder kept, BoundExpression? otherwise) =>
        branches with { Branches = kept.ToImmutable(), Else = otherwise };
}
