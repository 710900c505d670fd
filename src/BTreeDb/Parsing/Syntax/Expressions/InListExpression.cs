namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>operand [NOT] IN (a, b, ...)</c>.</summary>
internal sealed record InListExpression(int Position, Expression Operand, SyntaxList<Expression> Items, bool Negated) : Expression(Position);
