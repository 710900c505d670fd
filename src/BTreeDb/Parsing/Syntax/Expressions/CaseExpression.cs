namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>CASE [operand] WHEN ... THEN ... [ELSE ...] END</c>.</summary>
internal sealed record CaseExpression(
    int Position,
    Expression? Operand,
    SyntaxList<CaseBranch> Branches,
    Expression? Else) : Expression(Position);
