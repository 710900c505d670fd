using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax.Changes;

/// <summary>
/// <c>column = value</c> or, when <paramref name="IsRow"/>, <c>(a, b) = row</c> with a row constructor or subquery as value.
/// </summary>
internal sealed record Assignment(
    int Position,
    SyntaxList<AssignmentTarget> Targets,
    Expression Value,
    bool IsRow) : SyntaxNode(Position);
