using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary><c>CHECK (condition) [NO INHERIT] [NOT VALID]</c>.</summary>
internal sealed record CheckConstraint(
    int Position,
    string? Name,
    ConstraintTiming Timing,
    Expression Condition,
    bool NoInherit,
    bool NotValid) : Constraint(Position, Name, Timing);
