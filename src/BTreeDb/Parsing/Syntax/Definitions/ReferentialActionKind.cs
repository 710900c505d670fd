namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>The kinds of referential action.</summary>
internal enum ReferentialActionKind
{
    NoAction,
    Restrict,
    Cascade,
    SetNull,
    SetDefault,
}
