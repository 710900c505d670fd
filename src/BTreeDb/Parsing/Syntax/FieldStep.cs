namespace BTreeDb.Parsing.Syntax;

/// <summary>The step <c>.name</c>.</summary>
internal sealed record FieldStep(int Position, string Name) : Indirection(Position);
