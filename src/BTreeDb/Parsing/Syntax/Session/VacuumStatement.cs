namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>VACUUM; no tables means all.</summary>
internal sealed record VacuumStatement(
    int Position,
    SyntaxList<StatementOption> Options,
    SyntaxList<MaintenanceTarget> Targets) : Statement(Position);
