namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>operand [NOT] BETWEEN [SYMMETRIC] lower AND upper</c>.</summary>
internal sealed record BetweenExpression(
    int Position,
    Expression Operand,
    Expression Lower,
    Expression Upper,
    bool Symmetric,
    bool Negated) : Expression(Position);
