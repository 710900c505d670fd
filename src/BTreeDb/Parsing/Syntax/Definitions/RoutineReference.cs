namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>A routine that a statement names; without parameters written, its name has to be enough.</summary>
internal sealed record RoutineReference(
    int Position, QualifiedName Name, bool HasParameters, SyntaxList<RoutineParameter> Parameters) : SyntaxNode(Position);
