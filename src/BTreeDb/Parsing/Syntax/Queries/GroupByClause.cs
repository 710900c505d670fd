namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary><c>GROUP BY [DISTINCT] ...</c>.</summary>
internal sealed record GroupByClause(int Position, bool Distinct, SyntaxList<GroupingItem> Items) : SyntaxNode(Position);
