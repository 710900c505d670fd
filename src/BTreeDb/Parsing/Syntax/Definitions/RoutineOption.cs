namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>An option of a routine, with its value if it has one.</summary>
internal sealed record RoutineOption(int Position, RoutineOptionKind Kind, string? Value) : SyntaxNode(Position);
