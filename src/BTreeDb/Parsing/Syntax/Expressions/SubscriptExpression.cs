namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary>An array with consecutive subscripts: <c>a[1][2:3]</c>.</summary>
internal sealed record SubscriptExpression(int Position, Expression Operand, SyntaxList<Subscript> Subscripts) : Expression(Position);
