namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>operand [NOT] LIKE | ILIKE | SIMILAR TO pattern [ESCAPE escape]</c>.</summary>
internal sealed record LikeExpression(
    int Position,
    LikeKind Kind,
    Expression Operand,
    Expression Pattern,
    Expression? Escape,
    bool Negated) : Expression(Position);
