namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>What happens to referencing rows. <paramref name="Columns"/> restricts SET NULL and SET DEFAULT.</summary>
internal sealed record ReferentialAction(int Position, ReferentialActionKind Kind, SyntaxList<Identifier> Columns) : SyntaxNode(Position);
