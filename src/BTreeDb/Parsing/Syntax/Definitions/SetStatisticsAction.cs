namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary><c>ALTER COLUMN ... SET STATISTICS n</c>.</summary>
internal sealed record SetStatisticsAction(int Position, Identifier Column, long Target) : AlterAction(Position);
