using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>CREATE MATERIALIZED VIEW.</summary>
internal sealed record CreateMaterializedViewStatement(
    int Position,
    QualifiedName Name,
    bool IfNotExists,
    SyntaxList<Identifier> Columns,
    SyntaxList<StatementOption> Options,
    SelectStatement Query,
    bool WithData) : Statement(Position);
