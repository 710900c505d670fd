namespace BTreeDb.Parsing.Syntax.Changes;

/// <summary>What happens to values given for identity columns.</summary>
internal enum OverridingKind
{
    None,
    User,
    System,
}
