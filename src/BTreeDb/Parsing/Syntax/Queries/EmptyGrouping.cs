namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary><c>()</c>: one group of everything.</summary>
internal sealed record EmptyGrouping(int Position) : GroupingItem(Position);
