namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary><c>AS name (columns)</c>; the name is empty for a function with a bare column definition list.</summary>
internal sealed record TableAlias(int Position, string Name, SyntaxList<Identifier> Columns) : SyntaxNode(Position);
