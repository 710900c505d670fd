namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>COALESCE(a, b, ...)</c>.</summary>
internal sealed record CoalesceExpression(int Position, SyntaxList<Expression> Arguments) : Expression(Position);
