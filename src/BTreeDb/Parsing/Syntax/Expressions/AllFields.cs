namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>(row).*</c>.</summary>
internal sealed record AllFields(int Position, Expression Operand) : Expression(Position);
