namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>
/// COMMENT ON; a null text removes the comment. For a column, the last part of the name is the column; for a
/// constraint, <paramref name="Part"/> is the constraint and the name its table or domain.
/// </summary>
internal sealed record CommentStatement(
    int Position,
    ObjectKind Kind,
    QualifiedName Name,
    Identifier? Part,
    string? Text) : Statement(Position);
