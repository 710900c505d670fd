namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>TRUE</c> or <c>FALSE</c>.</summary>
internal sealed record BooleanLiteral(int Position, bool Value) : Expression(Position);
