namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>NOT operand</c>.</summary>
internal sealed record NotExpression(int Position, Expression Operand) : Expression(Position);
