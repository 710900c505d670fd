namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>SAVEPOINT.</summary>
internal sealed record SavepointStatement(int Position, string Name) : Statement(Position);
