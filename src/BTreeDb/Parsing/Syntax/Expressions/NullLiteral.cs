namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>NULL</c>.</summary>
internal sealed record NullLiteral(int Position) : Expression(Position);
