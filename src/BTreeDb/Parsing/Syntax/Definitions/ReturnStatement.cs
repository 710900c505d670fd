using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>RETURN of an expression, in the body of a function.</summary>
internal sealed record ReturnStatement(int Position, Expression Value) : Statement(Position);
