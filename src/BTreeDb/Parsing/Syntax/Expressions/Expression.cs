namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary>Something that yields a value.</summary>
internal abstract record Expression(int Position) : SyntaxNode(Position);
