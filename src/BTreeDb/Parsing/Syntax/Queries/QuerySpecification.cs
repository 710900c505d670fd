using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary>SELECT ... FROM ... WHERE ... GROUP BY ... HAVING ... WINDOW.</summary>
internal sealed record QuerySpecification(
    int Position,
    DistinctClause? Distinct,
    SyntaxList<SelectItem> Items,
    IntoClause? Into,
    SyntaxList<FromItem> From,
    Expression? Where,
    GroupByClause? GroupBy,
    Expression? Having,
    SyntaxList<NamedWindow> Windows) : QueryBody(Position);
