namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>ALTER FUNCTION, PROCEDURE and ROUTINE: another name, schema or owner, or other options.</summary>
internal sealed record AlterRoutineStatement(
    int Position,
    ObjectKind Kind,
    RoutineReference Routine,
    AlterRoutineAction Action,
    string? Value,
    SyntaxList<RoutineOption> Options) : Statement(Position);
