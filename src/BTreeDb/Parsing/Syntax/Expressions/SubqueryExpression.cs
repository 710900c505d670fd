using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary>A query in parentheses as a value; compared with a row, it may have several columns.</summary>
internal sealed record SubqueryExpression(int Position, SelectStatement Query) : Expression(Position);
