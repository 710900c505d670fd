using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>operand [NOT] IN (SELECT ...)</c>.</summary>
internal sealed record InSubqueryExpression(int Position, Expression Operand, SelectStatement Query, bool Negated) : Expression(Position);
