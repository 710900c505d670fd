namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary>
/// A chain of AND or of OR with two or more operands. Chains are flat, so that thousands of terms make no deep tree.
/// </summary>
internal sealed record LogicalExpression(int Position, LogicalOperator Operator, SyntaxList<Expression> Operands) : Expression(Position);
