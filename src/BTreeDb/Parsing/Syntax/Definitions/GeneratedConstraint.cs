using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary><c>GENERATED ALWAYS AS (value) STORED</c>.</summary>
internal sealed record GeneratedConstraint(int Position, string? Name, ConstraintTiming Timing, Expression Value)
    : Constraint(Position, Name, Timing);
