namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>GREATEST(a, b, ...)</c> or <c>LEAST(a, b, ...)</c>.</summary>
internal sealed record ExtremeExpression(int Position, bool IsGreatest, SyntaxList<Expression> Arguments) : Expression(Position);
