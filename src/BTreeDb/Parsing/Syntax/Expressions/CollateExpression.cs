namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>operand COLLATE name</c>.</summary>
internal sealed record CollateExpression(int Position, Expression Operand, QualifiedName Collation) : Expression(Position);
