namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary>A query in parentheses as part of a set operation, or with clauses of its own.</summary>
internal sealed record ParenthesizedQuery(int Position, SelectStatement Query) : QueryBody(Position);
