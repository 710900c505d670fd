namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary>A column name with a type in a column definition list.</summary>
internal sealed record TypedColumn(int Position, string Name, TypeName Type, QualifiedName? Collation) : SyntaxNode(Position);
