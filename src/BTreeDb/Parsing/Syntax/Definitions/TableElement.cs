namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>An element of CREATE TABLE's list.</summary>
internal abstract record TableElement(int Position) : SyntaxNode(Position);
