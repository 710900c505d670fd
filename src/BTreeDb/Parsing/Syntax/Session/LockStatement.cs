using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>LOCK TABLE.</summary>
internal sealed record LockStatement(
    int Position,
    SyntaxList<TableReference> Tables,
    TableLockMode Mode,
    bool NoWait) : Statement(Position);
