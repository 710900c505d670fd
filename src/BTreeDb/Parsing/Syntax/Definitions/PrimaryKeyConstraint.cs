namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary><c>PRIMARY KEY (columns) [INCLUDE (columns)]</c>, or over an existing index.</summary>
internal sealed record PrimaryKeyConstraint(
    int Position,
    string? Name,
    ConstraintTiming Timing,
    SyntaxList<Identifier> Columns,
    SyntaxList<Identifier> Include,
    SyntaxList<StatementOption> Options,
    string? UsingIndex) : Constraint(Position, Name, Timing);
