namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary>A number with a point, an exponent or too many digits for 64 bits, as written; its type is numeric.</summary>
internal sealed record DecimalLiteral(int Position, string Text) : Expression(Position);
