namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>left IS [NOT] DISTINCT FROM right</c>.</summary>
internal sealed record IsDistinctExpression(int Position, Expression Left, Expression Right, bool Negated) : Expression(Position);
