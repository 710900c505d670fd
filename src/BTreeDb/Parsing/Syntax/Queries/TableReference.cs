namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary>A table, view or common table by name. With <paramref name="Only"/>, without inheriting tables.</summary>
internal sealed record TableReference(
    int Position,
    QualifiedName Name,
    bool Only,
    TableAlias? Alias,
    TableSample? Sample) : FromItem(Position);
