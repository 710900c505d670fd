namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>operand IS [NOT] TRUE | FALSE | UNKNOWN</c>; null stands for UNKNOWN.</summary>
internal sealed record IsTruthExpression(int Position, Expression Operand, bool? Truth, bool Negated) : Expression(Position);
