namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary>A string literal that names its type: <c>date '2024-02-29'</c>.</summary>
internal sealed record TypedLiteral(int Position, TypeName Type, string Value) : Expression(Position);
