namespace BTreeDb.Parsing.Syntax;

/// <summary>Something a user can execute.</summary>
internal abstract record Statement(int Position) : SyntaxNode(Position);
