namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary>A value of the session or transaction written without parentheses, such as <c>CURRENT_TIMESTAMP(3)</c>.</summary>
internal sealed record SessionValueExpression(int Position, SessionValueKind Kind, int? Precision) : Expression(Position);
