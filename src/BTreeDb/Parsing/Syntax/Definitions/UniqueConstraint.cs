namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary><c>UNIQUE [NULLS NOT DISTINCT] (columns) [INCLUDE (columns)]</c>, or over an existing index.</summary>
internal sealed record UniqueConstraint(
    int Position,
    string? Name,
    ConstraintTiming Timing,
    SyntaxList<Identifier> Columns,
    SyntaxList<Identifier> Include,
    bool NullsNotDistinct,
    SyntaxList<StatementOption> Options,
    string? UsingIndex) : Constraint(Position, Name, Timing);
