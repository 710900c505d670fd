namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary><c>DROP CONSTRAINT name</c>.</summary>
internal sealed record DropConstraintAction(int Position, Identifier Name, bool IfExists, DropBehavior Behavior) : AlterAction(Position);
