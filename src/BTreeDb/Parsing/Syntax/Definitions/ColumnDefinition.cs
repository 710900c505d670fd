namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>A column with its type and constraints.</summary>
internal sealed record ColumnDefinition(
    int Position,
    string Name,
    TypeName Type,
    QualifiedName? Collation,
    SyntaxList<Constraint> Constraints) : TableElement(Position);
