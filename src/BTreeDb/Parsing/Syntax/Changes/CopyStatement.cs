using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax.Changes;

/// <summary>COPY of a table or, with a query, of its result; no file name means the client's stream.</summary>
internal sealed record CopyStatement(
    int Position,
    QualifiedName? Table,
    SyntaxList<Identifier> Columns,
    Statement? Query,
    bool IsFrom,
    string? FileName,
    SyntaxList<StatementOption> Options,
    Expression? Where) : Statement(Position);
