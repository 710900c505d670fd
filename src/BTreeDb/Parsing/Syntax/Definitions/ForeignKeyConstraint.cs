namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary><c>FOREIGN KEY (columns) REFERENCES table (columns) ...</c>.</summary>
internal sealed record ForeignKeyConstraint(
    int Position,
    string? Name,
    ConstraintTiming Timing,
    SyntaxList<Identifier> Columns,
    QualifiedName ReferencedTable,
    SyntaxList<Identifier> ReferencedColumns,
    ForeignKeyMatch Match,
    ReferentialAction OnDelete,
    ReferentialAction OnUpdate,
    bool NotValid) : Constraint(Position, Name, Timing);
