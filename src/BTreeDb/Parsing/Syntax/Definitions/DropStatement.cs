namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>DROP of one or more objects of a kind.</summary>
internal sealed record DropStatement(
    int Position,
    ObjectKind Kind,
    SyntaxList<QualifiedName> Names,
    bool IfExists,
    bool Concurrently,
    DropBehavior Behavior) : Statement(Position);
