namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>DISCARD of session state.</summary>
internal sealed record DiscardStatement(int Position, DiscardTarget Target) : Statement(Position);
