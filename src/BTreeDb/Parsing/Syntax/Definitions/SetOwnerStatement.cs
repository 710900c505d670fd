namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>ALTER ... OWNER TO.</summary>
internal sealed record SetOwnerStatement(
    int Position,
    ObjectKind Kind,
    QualifiedName Name,
    string NewOwner,
    bool IfExists) : Statement(Position);
