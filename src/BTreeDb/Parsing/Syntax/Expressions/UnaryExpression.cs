namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary>A prefix operator and its operand.</summary>
internal sealed record UnaryExpression(int Position, OperatorName Operator, Expression Operand) : Expression(Position);
