namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>B'0101'</c> or, when <paramref name="IsHex"/>, <c>X'1F'</c>.</summary>
internal sealed record BitStringLiteral(int Position, string Digits, bool IsHex) : Expression(Position);
