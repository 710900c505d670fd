namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>One action of ALTER TABLE or ALTER DOMAIN.</summary>
internal abstract record AlterAction(int Position) : SyntaxNode(Position);
