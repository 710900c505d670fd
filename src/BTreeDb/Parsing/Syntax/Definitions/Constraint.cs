namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>
/// A constraint of a column, table or domain. Column lists are empty on a column's own constraint.
/// </summary>
/// <param name="Position">Where the constraint begins.</param>
/// <param name="Name">The name after CONSTRAINT, or null.</param>
/// <param name="Timing">When it is checked.</param>
internal abstract record Constraint(int Position, string? Name, ConstraintTiming Timing) : TableElement(Position);
