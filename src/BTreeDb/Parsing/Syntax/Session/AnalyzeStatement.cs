namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>ANALYZE; no tables means all.</summary>
internal sealed record AnalyzeStatement(
    int Position,
    SyntaxList<StatementOption> Options,
    SyntaxList<MaintenanceTarget> Targets) : Statement(Position);
