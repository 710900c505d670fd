namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>
/// ALTER ... RENAME of an object. For a column or constraint, <paramref name="Kind"/> says so, <paramref name="Name"/> is the
/// relation (or domain) of kind <paramref name="RelationKind"/> and <paramref name="Part"/> the old name.
/// </summary>
internal sealed record RenameStatement(
    int Position,
    ObjectKind Kind,
    ObjectKind RelationKind,
    QualifiedName Name,
    Identifier? Part,
    string NewName,
    bool IfExists) : Statement(Position);
