namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>CAST(operand AS type)</c> or <c>operand::type</c>.</summary>
internal sealed record CastExpression(int Position, Expression Operand, TypeName Type) : Expression(Position);
