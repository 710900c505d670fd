using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary><c>SET DEFAULT</c>, or <c>DROP DEFAULT</c> when the value is null; no column in a domain.</summary>
internal sealed record SetDefaultAction(int Position, Identifier? Column, Expression? Value) : AlterAction(Position);
