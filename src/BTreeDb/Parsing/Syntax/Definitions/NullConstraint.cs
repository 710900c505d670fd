namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary><c>NULL</c>: says that the column may be null.</summary>
internal sealed record NullConstraint(int Position, string? Name, ConstraintTiming Timing) : Constraint(Position, Name, Timing);
