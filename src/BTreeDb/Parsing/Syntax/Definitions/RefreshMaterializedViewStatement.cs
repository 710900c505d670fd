namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>REFRESH MATERIALIZED VIEW.</summary>
internal sealed record RefreshMaterializedViewStatement(
    int Position,
    QualifiedName Name,
    bool Concurrently,
    bool WithData) : Statement(Position);
