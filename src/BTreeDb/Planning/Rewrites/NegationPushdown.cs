using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;
using BTreeDb.Types;

namespace BTreeDb.Planning.Rewrites;

/// <summary>
/// Moves NOT inwards until it meets a comparison, which it turns into the opposite one: only bare comparisons can serve
/// an index or a join. All of it holds in three-valued logic.
/// </summary>
internal sealed class NegationPushdown
{
    /// <summary>Rewrites the expressions of a whole plan.</summary>
    public LogicalOperator Rewrite(LogicalOperator plan) =>
        PlanTree.MapInputs(plan, Rewrite).MapExpressions(Rewrite);

    private static BoundExpression Rewrite(BoundExpression expression) => expression is BoundNot not
        ? Negate(not.Operand) ?? ExpressionTree.MapChildren(not, Rewrite)
        : ExpressionTree.MapChildren(expression, Rewrite);

    /// <summary>The opposite of a condition without a NOT around it, or null when there is no such form.</summary>
    private static BoundExpression? Negate(BoundExpression condition) => condition switch
    {
        BoundNot not => Rewrite(not.Operand),
        BoundLogical logical => new BoundLogical(!logical.IsAnd, NegateAll(logical.Operands)),
        BoundCall { Arguments.Length: 2 } call when Comparison.IsComparison(call.Function) =>
            new BoundCall(Comparison.Opposite(call.Function), Conjunction.Map(call.Arguments, Rewrite), call.Type)
            {
                Position = call.Position,
            },
        BoundCall call when Comparison.OppositeLike(call.Function) is { } opposite => call with { Function = opposite },
        BoundIsNull isNull => isNull with { Operand = Rewrite(isNull.Operand), IsNegated = !isNull.IsNegated },
        BoundInList list => ((BoundInList)ExpressionTree.MapChildren(list, Rewrite)) with { IsNegated = !list.IsNegated },
        BoundIsBoolean isBoolean => isBoolean with
        {
            Operand = Rewrite(isBoolean.Operand),
            IsNegated = !isBoolean.IsNegated,
        },
        _ => null,
    };

    private static ImmutableArray<BoundExpression> NegateAll(ImmutableArray<BoundExpression> operands) =>
        Conjunction.Map(operands, static operand => Negate(operand) ?? new BoundNot(Rewrite(operand)));
}
