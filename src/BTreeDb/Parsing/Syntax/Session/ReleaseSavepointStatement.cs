namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>RELEASE SAVEPOINT.</summary>
internal sealed record ReleaseSavepointStatement(int Position, string Name) : Statement(Position);
