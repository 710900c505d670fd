namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary>The strength of a row lock, weakest first.</summary>
internal enum RowLockStrength
{
    KeyShare,
    Share,
    NoKeyUpdate,
    Update,
}
