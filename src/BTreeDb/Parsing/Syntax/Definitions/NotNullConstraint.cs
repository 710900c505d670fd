namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary><c>NOT NULL</c>.</summary>
internal sealed record NotNullConstraint(int Position, string? Name, ConstraintTiming Timing) : Constraint(Position, Name, Timing);
