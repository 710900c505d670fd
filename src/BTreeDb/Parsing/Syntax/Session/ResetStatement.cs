namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>RESET; a null name means ALL.</summary>
internal sealed record ResetStatement(int Position, string? Name) : Statement(Position);
