namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>ROLLBACK TO SAVEPOINT.</summary>
internal sealed record RollbackToSavepointStatement(int Position, string Name) : Statement(Position);
