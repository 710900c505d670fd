using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>EXISTS (SELECT ...)</c>.</summary>
internal sealed record ExistsExpression(int Position, SelectStatement Query) : Expression(Position);
