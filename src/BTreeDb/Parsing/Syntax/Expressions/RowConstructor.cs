namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>ROW(a, b)</c>, or <c>(a, b)</c> when not <paramref name="IsExplicit"/>.</summary>
internal sealed record RowConstructor(int Position, SyntaxList<Expression> Fields, bool IsExplicit) : Expression(Position);
