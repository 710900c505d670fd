namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>operand AT TIME ZONE zone</c>.</summary>
internal sealed record AtTimeZoneExpression(int Position, Expression Operand, Expression Zone) : Expression(Position);
