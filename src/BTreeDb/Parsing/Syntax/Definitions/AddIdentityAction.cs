namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary><c>ADD GENERATED ... AS IDENTITY</c>.</summary>
internal sealed record AddIdentityAction(int Position, Identifier Column, IdentityConstraint Identity) : AlterAction(Position);
