using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary><c>DEFAULT value</c>.</summary>
internal sealed record DefaultConstraint(int Position, string? Name, ConstraintTiming Timing, Expression Value)
    : Constraint(Position, Name, Timing);
