namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>COMMIT or END.</summary>
internal sealed record CommitStatement(int Position, bool Chain) : Statement(Position);
