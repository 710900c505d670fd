namespace BTreeDb.Parsing.Syntax;

/// <summary>How long a relation lives and whether its changes are logged.</summary>
internal enum Persistence
{
    Permanent,
    Temporary,
    Unlogged,
}
