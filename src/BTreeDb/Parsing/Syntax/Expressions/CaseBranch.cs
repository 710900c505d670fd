namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>WHEN condition THEN result</c>.</summary>
internal sealed record CaseBranch(int Position, Expression Condition, Expression Result) : SyntaxNode(Position);
