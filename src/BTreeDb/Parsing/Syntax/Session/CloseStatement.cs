namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>CLOSE; a null name means ALL.</summary>
internal sealed record CloseStatement(int Position, string? Name) : Statement(Position);
