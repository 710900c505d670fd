namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>ALTER TABLE (or index, view, materialized view, sequence) with a list of actions.</summary>
internal sealed record AlterRelationStatement(
    int Position,
    ObjectKind Kind,
    QualifiedName Name,
    bool IfExists,
    bool Only,
    SyntaxList<AlterAction> Actions) : Statement(Position);
