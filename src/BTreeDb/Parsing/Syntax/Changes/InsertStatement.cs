using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Syntax.Changes;

/// <summary>INSERT; no source means DEFAULT VALUES, no columns means all of them.</summary>
internal sealed record InsertStatement(
    int Position,
    WithClause? With,
    QualifiedName Table,
    string? Alias,
    SyntaxList<AssignmentTarget> Columns,
    OverridingKind Overriding,
    SelectStatement? Source,
    OnConflictClause? OnConflict,
    SyntaxList<SelectItem> Returning) : Statement(Position);
