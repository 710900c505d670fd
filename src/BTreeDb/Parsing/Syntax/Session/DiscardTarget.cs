namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>What DISCARD forgets.</summary>
internal enum DiscardTarget
{
    All,
    Plans,
    Sequences,
    Temporary,
}
