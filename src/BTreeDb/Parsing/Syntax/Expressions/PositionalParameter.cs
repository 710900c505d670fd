namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>$1</c>; ordinals begin at one.</summary>
internal sealed record PositionalParameter(int Position, int Ordinal) : Expression(Position);
