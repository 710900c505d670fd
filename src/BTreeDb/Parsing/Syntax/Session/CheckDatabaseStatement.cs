namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>CHECK DATABASE: the online integrity check.</summary>
internal sealed record CheckDatabaseStatement(int Position, SyntaxList<StatementOption> Options) : Statement(Position);
