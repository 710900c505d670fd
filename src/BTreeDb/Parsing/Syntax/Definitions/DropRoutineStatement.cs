namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>DROP FUNCTION, PROCEDURE and ROUTINE.</summary>
internal sealed record DropRoutineStatement(
    int Position,
    ObjectKind Kind,
    SyntaxList<RoutineReference> Routines,
    bool IfExists,
    DropBehavior Behavior) : Statement(Position);
