namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>ROLLBACK or ABORT.</summary>
internal sealed record RollbackStatement(int Position, bool Chain) : Statement(Position);
