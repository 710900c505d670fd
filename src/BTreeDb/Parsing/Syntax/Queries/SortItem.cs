using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary>An element of ORDER BY.</summary>
internal sealed record SortItem(
    int Position,
    Expression Key,
    SortDirection Direction,
    NullsOrder Nulls,
    OperatorName? Using) : SyntaxNode(Position);
