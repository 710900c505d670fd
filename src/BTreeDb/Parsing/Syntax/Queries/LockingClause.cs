namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary><c>FOR UPDATE | ... [OF tables] [NOWAIT | SKIP LOCKED]</c>.</summary>
internal sealed record LockingClause(
    int Position,
    RowLockStrength Strength,
    SyntaxList<QualifiedName> Tables,
    RowLockWait Wait) : SyntaxNode(Position);
