namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary><c>SEARCH DEPTH | BREADTH FIRST BY columns SET column</c>.</summary>
internal sealed record SearchClause(
    int Position,
    bool BreadthFirst,
    SyntaxList<Identifier> Columns,
    Identifier Target) : SyntaxNode(Position);
