namespace BTreeDb.Parsing.Syntax;

/// <summary>What happens to dependent objects.</summary>
internal enum DropBehavior
{
    Restrict,
    Cascade,
}
