namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary><c>TABLE name</c>.</summary>
internal sealed record TableQuery(int Position, TableReference Table) : QueryBody(Position);
