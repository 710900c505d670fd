namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>COMMENT ON FUNCTION and its like; a null text removes the comment.</summary>
internal sealed record CommentOnRoutineStatement(
    int Position, ObjectKind Kind, RoutineReference Routine, string? Text) : Statement(Position);
