namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>SHOW; a null name means ALL.</summary>
internal sealed record ShowStatement(int Position, string? Name) : Statement(Position);
