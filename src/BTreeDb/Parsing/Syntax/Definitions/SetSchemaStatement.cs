namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>ALTER ... SET SCHEMA.</summary>
internal sealed record SetSchemaStatement(
    int Position,
    ObjectKind Kind,
    QualifiedName Name,
    string NewSchema,
    bool IfExists) : Statement(Position);
