namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>operand IS [NOT] [form] NORMALIZED</c>; the form is NFC when absent.</summary>
internal sealed record IsNormalizedExpression(int Position, Expression Operand, string? Form, bool Negated) : Expression(Position);
