namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary><c>DROP COLUMN</c>.</summary>
internal sealed record DropColumnAction(int Position, Identifier Column, bool IfExists, DropBehavior Behavior) : AlterAction(Position);
