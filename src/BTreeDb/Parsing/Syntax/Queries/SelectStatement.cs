namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary>
/// A whole query: SELECT, VALUES, TABLE or a set operation, with what surrounds it. Used as statement and as subquery.
/// </summary>
internal sealed record SelectStatement(
    int Position,
    WithClause? With,
    QueryBody Body,
    SyntaxList<SortItem> OrderBy,
    LimitClause? Limit,
    SyntaxList<LockingClause> Locking) : Statement(Position);
