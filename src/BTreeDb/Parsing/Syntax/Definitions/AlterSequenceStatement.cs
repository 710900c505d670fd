namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>ALTER SEQUENCE with options.</summary>
internal sealed record AlterSequenceStatement(
    int Position,
    QualifiedName Name,
    bool IfExists,
    SyntaxList<SequenceOption> Options) : Statement(Position);
