namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>An option of CREATE COLLATION.</summary>
/// <param name="Position">Where it stands.</param>
/// <param name="Name">Its name, in lower case unless quoted.</param>
/// <param name="Value">A string, or a name; null for none.</param>
/// <param name="IsText">Whether the value is a string.</param>
internal sealed record CollationOption(int Position, string Name, QualifiedName? Value, bool IsText) : SyntaxNode(Position);
