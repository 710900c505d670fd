namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>DEFAULT</c> in place of a value.</summary>
internal sealed record DefaultExpression(int Position) : Expression(Position);
