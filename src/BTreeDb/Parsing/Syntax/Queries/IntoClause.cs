namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary><c>SELECT ... INTO table</c>.</summary>
internal sealed record IntoClause(int Position, QualifiedName Table, Persistence Persistence) : SyntaxNode(Position);
