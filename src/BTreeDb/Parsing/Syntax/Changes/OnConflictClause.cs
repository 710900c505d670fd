using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax.Changes;

/// <summary>ON CONFLICT; the target is a list of index elements, a constraint, or (both empty) any conflict.</summary>
internal sealed record OnConflictClause(
    int Position,
    SyntaxList<IndexElement> Target,
    Expression? TargetWhere,
    string? Constraint,
    bool DoNothing,
    SyntaxList<Assignment> Assignments,
    Expression? Where) : SyntaxNode(Position);
