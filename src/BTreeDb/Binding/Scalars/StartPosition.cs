using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Binding.Scalars;

/// <summary>
/// Where an expression begins. The position of an infix node is its operator's; errors about the whole expression point
/// at its beginning, as PostgreSQL's do.
/// </summary>
internal static class StartPosition
{
    public static int Of(Expression expression)
    {
        while (FirstOperand(expression) is { } first && first.Position < expression.Position)
            expression = first;
        return expression.Position;
    }

    private static Expression? FirstOperand(Expression expression) => expression switch
    {
        BinaryExpression binary => binary.Left,
        LogicalExpression logical => logical.Operands[0],
        CastExpression cast => cast.Operand,
        IsNullExpression test => test.Operand,
        IsTruthExpression test => test.Operand,
        IsDistinctExpression test => test.Left,
        BetweenExpression between => between.Operand,
        LikeExpression like => like.Operand,
        InListExpression list => list.Operand,
        InSubqueryExpression subquery => subquery.Operand,
        QuantifiedSubqueryExpression quantified => quantified.Left,
        QuantifiedArrayExpression quantified => quantified.Left,
        CollateExpression collate => collate.Operand,
        AtTimeZoneExpression atTimeZone => atTimeZone.Operand,
        SubscriptExpression subscript => subscript.Operand,
        _ => null,
    };
}
