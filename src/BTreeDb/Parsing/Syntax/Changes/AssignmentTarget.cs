namespace BTreeDb.Parsing.Syntax.Changes;

/// <summary>A column to be set, possibly an element or field of it.</summary>
internal sealed record AssignmentTarget(int Position, string Column, SyntaxList<Indirection> Path) : SyntaxNode(Position);
