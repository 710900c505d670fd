namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary>An infix operator written as a symbol, comparisons included. Its position is the operator's.</summary>
internal sealed record BinaryExpression(int Position, OperatorName Operator, Expression Left, Expression Right) : Expression(Position);
