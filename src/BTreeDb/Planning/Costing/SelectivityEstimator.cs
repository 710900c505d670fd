using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Costing;

/// <summary>The share of rows for which conditions are true; PostgreSQL's defaults where nothing is known.</summary>
internal sealed class SelectivityEstimator(DistinctEstimator distinct)
{
    private const double Range = 1.0 / 3;
    private const double Unknown = 1.0 / 3;
    private const double Pattern = 0.05;
    private const double IsNull = 0.01;

    /// <summary>The share of the plan's rows that satisfies a condition.</summary>
    public double Estimate(LogicalOperator plan, BoundExpression condition) => condition switch
    {
        BoundLiteral literal => !literal.Value.IsNull && literal.Value.AsBoolean() ? 1 : 0,
        BoundLogical { IsAnd: true } and => All(plan, and.Operands),
        BoundLogical or => Any(plan, or.Operands),
        BoundNot not => 1 - Estimate(plan, not.Operand),
        BoundCall { Arguments.Length: 2 } call => EstimateCall(plan, call),
        BoundIsNull isNull => isNull.IsNegated ? 1 - IsNull : IsNull,
        BoundInList list => EstimateList(plan, list),
        _ => Unknown,
    };

    private double All(LogicalOperator plan, ImmutableArray<BoundExpression> operands)
    {
        var share = 1.0;
        foreach (var operand in operands)
            share *= Estimate(plan, operand);
        return share;
    }

    private double Any(LogicalOperator plan, ImmutableArray<BoundExpression> operands)
    {
        var none = 1.0;
        foreach (var operand in operands)
            none *= 1 - Estimate(plan, operand);
        return 1 - none;
    }

    private double EstimateCall(LogicalOperator plan, BoundCall call) => call.Function switch
    {
        FunctionId.Equal => Equality(plan, call.Arguments[0], call.Arguments[1]),
        FunctionId.NotEqual => 1 - Equality(plan, call.Arguments[0], call.Arguments[1]),
        FunctionId.Less or FunctionId.LessOrEqual or FunctionId.Greater or FunctionId.GreaterOrEqual => Range,
        FunctionId.Like or FunctionId.ILike or FunctionId.StartsWith => Pattern,
        FunctionId.NotLike or FunctionId.NotILike => 1 - Pattern,
        _ => Unknown,
    };

    private double Equality(LogicalOperator plan, BoundExpression left, BoundExpression right) =>
        1 / Math.Max(Values(plan, left), Values(plan, right));

    private double Values(LogicalOperator plan, BoundExpression side) => side switch
    {
        BoundColumn column => distinct.Estimate(plan, column.Id),
        BoundCast { Operand: BoundColumn column } => distinct.Estimate(plan, column.Id),
        BoundLiteral or BoundParameter => 1,
        _ => 10,
    };

    private double EstimateList(LogicalOperator plan, BoundInList list)
    {
        var share = Math.Min(1, list.Values.Length / Values(plan, list.Operand));
        return list.IsNegated ? 1 - share : share;
    }
}
