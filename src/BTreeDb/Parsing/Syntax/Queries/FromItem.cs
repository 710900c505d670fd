namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary>Something that yields rows in FROM.</summary>
internal abstract record FromItem(int Position) : SyntaxNode(Position);
