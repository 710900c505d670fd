using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary>A window in parentheses, possibly refining a named one.</summary>
internal sealed record WindowSpecification(
    int Position,
    string? BaseWindow,
    SyntaxList<Expression> PartitionBy,
    SyntaxList<SortItem> OrderBy,
    WindowFrame? Frame) : SyntaxNode(Position);
