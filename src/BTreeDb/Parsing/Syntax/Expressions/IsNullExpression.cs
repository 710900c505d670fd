namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>operand IS [NOT] NULL</c>.</summary>
internal sealed record IsNullExpression(int Position, Expression Operand, bool Negated) : Expression(Position);
