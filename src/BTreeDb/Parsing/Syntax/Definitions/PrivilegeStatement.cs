namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>GRANT and REVOKE of privileges on objects.</summary>
/// <param name="Position">Where it begins.</param>
/// <param name="IsGrant">GRANT; else REVOKE.</param>
/// <param name="OptionOnly">GRANT OPTION FOR of REVOKE.</param>
/// <param name="Privileges">The names of the privileges; none for ALL.</param>
/// <param name="AllColumns">The columns of ALL.</param>
/// <param name="Kind">What the names are of.</param>
/// <param name="Names">The objects; none for routines.</param>
/// <param name="Routines">The routines.</param>
/// <param name="Roles">To or from whom.</param>
/// <param name="WithOption">WITH GRANT OPTION.</param>
/// <param name="Behavior">CASCADE or RESTRICT of REVOKE.</param>
internal sealed record PrivilegeStatement(
    int Position,
    bool IsGrant,
    bool OptionOnly,
    SyntaxList<PrivilegeName> Privileges,
    SyntaxList<Identifier> AllColumns,
    ObjectKind Kind,
    SyntaxList<QualifiedName> Names,
    SyntaxList<RoutineReference> Routines,
    SyntaxList<string> Roles,
    bool WithOption,
    DropBehavior Behavior) : Statement(Position);
