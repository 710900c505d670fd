namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary><c>DROP IDENTITY</c>.</summary>
internal sealed record DropIdentityAction(int Position, Identifier Column, bool IfExists) : AlterAction(Position);
