namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary><c>ADD constraint</c>.</summary>
internal sealed record AddConstraintAction(int Position, Constraint Constraint) : AlterAction(Position);
