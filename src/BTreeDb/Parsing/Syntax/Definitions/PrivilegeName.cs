namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>A privilege, perhaps on some columns only.</summary>
internal sealed record PrivilegeName(int Position, string Name, SyntaxList<Identifier> Columns) : SyntaxNode(Position);
