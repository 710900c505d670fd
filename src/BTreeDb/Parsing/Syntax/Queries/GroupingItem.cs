namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary>An element of GROUP BY or of GROUPING SETS.</summary>
internal abstract record GroupingItem(int Position) : SyntaxNode(Position);
