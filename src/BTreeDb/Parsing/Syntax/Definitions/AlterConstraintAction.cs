namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary><c>ALTER CONSTRAINT name DEFERRABLE ...</c>.</summary>
internal sealed record AlterConstraintAction(int Position, Identifier Name, ConstraintTiming Timing) : AlterAction(Position);
