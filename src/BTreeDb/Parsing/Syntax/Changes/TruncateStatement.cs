using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Syntax.Changes;

/// <summary>TRUNCATE.</summary>
internal sealed record TruncateStatement(
    int Position,
    SyntaxList<TableReference> Tables,
    bool RestartIdentity,
    DropBehavior Behavior) : Statement(Position);
