namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary><c>ARRAY[a, b]</c>; an inner <c>[...]</c> is an ArrayConstructor again.</summary>
internal sealed record ArrayConstructor(int Position, SyntaxList<Expression> Elements) : Expression(Position);
