namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>OVER name</c> or <c>OVER (...)</c>; exactly one of the two is set.</summary>
internal sealed record OverClause(int Position, string? WindowName, WindowSpecification? Specification) : SyntaxNode(Position);
