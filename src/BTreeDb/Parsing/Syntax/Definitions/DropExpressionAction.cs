namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary><c>DROP EXPRESSION</c>: a generated column becomes a plain one.</summary>
internal sealed record DropExpressionAction(int Position, Identifier Column, bool IfExists) : AlterAction(Position);
