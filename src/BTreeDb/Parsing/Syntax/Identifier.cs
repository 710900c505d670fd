namespace BTreeDb.Parsing.Syntax;

/// <summary>A name as written where it matters where: folded to lower case unless it was quoted.</summary>
internal sealed record Identifier(int Position, string Text) : SyntaxNode(Position);
