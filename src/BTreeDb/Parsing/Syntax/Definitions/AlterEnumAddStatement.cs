namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>ALTER TYPE ... ADD VALUE; the neighbour is null when the label goes last.</summary>
internal sealed record AlterEnumAddStatement(
    int Position,
    QualifiedName Name,
    string Label,
    bool IfNotExists,
    string? Neighbor,
    bool IsAfter) : Statement(Position);
