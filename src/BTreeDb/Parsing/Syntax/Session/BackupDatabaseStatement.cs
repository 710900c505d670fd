namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>BACKUP DATABASE TO 'file'.</summary>
internal sealed record BackupDatabaseStatement(int Position, string FileName, SyntaxList<StatementOption> Options) : Statement(Position);
