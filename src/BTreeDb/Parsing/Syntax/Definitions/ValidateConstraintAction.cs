namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary><c>VALIDATE CONSTRAINT name</c>.</summary>
internal sealed record ValidateConstraintAction(int Position, Identifier Name) : AlterAction(Position);
