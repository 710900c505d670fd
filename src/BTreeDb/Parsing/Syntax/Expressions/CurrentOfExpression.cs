namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>CURRENT OF cursor</c>.</summary>
internal sealed record CurrentOfExpression(int Position, string Cursor) : Expression(Position);
