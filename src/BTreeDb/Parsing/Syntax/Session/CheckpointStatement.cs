namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>CHECKPOINT.</summary>
internal sealed record CheckpointStatement(int Position) : Statement(Position);
