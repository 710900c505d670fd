namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary>
/// <c>left op ANY | ALL (array)</c>. LIKE and ILIKE appear under the names of their operators: <c>~~</c>, <c>!~~</c>,
/// <c>~~*</c>, <c>!~~*</c>.
/// </summary>
internal sealed record QuantifiedArrayExpression(
    int Position,
    Expression Left,
    OperatorName Operator,
    Quantifier Quantifier,
    Expression Array) : Expression(Position);
