using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax.Changes;

/// <summary><c>INSERT ...</c> in MERGE; no values means DEFAULT VALUES.</summary>
internal sealed record MergeInsert(
    int Position,
    SyntaxList<AssignmentTarget> Columns,
    OverridingKind Overriding,
    SyntaxList<Expression> Values) : MergeAction(Position);
