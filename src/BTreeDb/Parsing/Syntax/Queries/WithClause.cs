namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary><c>WITH [RECURSIVE] ...</c>.</summary>
internal sealed record WithClause(int Position, bool Recursive, SyntaxList<CommonTable> Tables) : SyntaxNode(Position);
