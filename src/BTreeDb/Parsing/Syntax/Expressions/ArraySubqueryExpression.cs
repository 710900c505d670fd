using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>ARRAY(SELECT ...)</c>.</summary>
internal sealed record ArraySubqueryExpression(int Position, SelectStatement Query) : Expression(Position);
