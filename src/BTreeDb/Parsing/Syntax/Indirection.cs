namespace BTreeDb.Parsing.Syntax;

/// <summary>A step into a value: a field or an array subscript.</summary>
internal abstract record Indirection(int Position) : SyntaxNode(Position);
