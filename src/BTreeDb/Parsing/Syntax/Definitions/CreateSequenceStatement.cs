namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>CREATE SEQUENCE.</summary>
internal sealed record CreateSequenceStatement(
    int Position,
    QualifiedName Name,
    Persistence Persistence,
    bool IfNotExists,
    SyntaxList<SequenceOption> Options) : Statement(Position);
