namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary>A query in FROM.</summary>
internal sealed record SubqueryTable(int Position, SelectStatement Query, TableAlias? Alias, bool Lateral) : FromItem(Position);
