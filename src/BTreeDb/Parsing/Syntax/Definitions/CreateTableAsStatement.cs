namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>CREATE TABLE AS a query or an EXECUTE.</summary>
internal sealed record CreateTableAsStatement(
    int Position,
    QualifiedName Name,
    Persistence Persistence,
    bool IfNotExists,
    SyntaxList<Identifier> Columns,
    SyntaxList<StatementOption> Options,
    OnCommitAction OnCommit,
    Statement Query,
    bool WithData) : Statement(Position);
