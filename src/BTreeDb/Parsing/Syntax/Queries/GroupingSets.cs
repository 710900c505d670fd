namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary><c>GROUPING SETS (...)</c>.</summary>
internal sealed record GroupingSets(int Position, SyntaxList<GroupingItem> Items) : GroupingItem(Position);
