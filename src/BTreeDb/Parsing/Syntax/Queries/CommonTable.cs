namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary>A common table expression; its statement is a query or a data-modifying statement.</summary>
internal sealed record CommonTable(
    int Position,
    string Name,
    SyntaxList<Identifier> Columns,
    bool? Materialized,
    Statement Statement,
    SearchClause? Search,
    CycleClause? Cycle) : SyntaxNode(Position);
