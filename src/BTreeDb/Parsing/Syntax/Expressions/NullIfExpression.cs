namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>NULLIF(left, right)</c>.</summary>
internal sealed record NullIfExpression(int Position, Expression Left, Expression Right) : Expression(Position);
