namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>GROUPING(a, b, ...)</c>.</summary>
internal sealed record GroupingExpression(int Position, SyntaxList<Expression> Arguments) : Expression(Position);
