namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>CREATE TABLE.</summary>
internal sealed record CreateTableStatement(
    int Position,
    QualifiedName Name,
    Persistence Persistence,
    bool IfNotExists,
    SyntaxList<TableElement> Elements,
    SyntaxList<StatementOption> Options,
    OnCommitAction OnCommit) : Statement(Position);
