namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary><c>ADD COLUMN</c>.</summary>
internal sealed record AddColumnAction(int Position, ColumnDefinition Column, bool IfNotExists) : AlterAction(Position);
