namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary><c>SET NOT NULL</c> or <c>DROP NOT NULL</c>; no column in a domain.</summary>
internal sealed record SetNotNullAction(int Position, Identifier? Column, bool NotNull) : AlterAction(Position);
