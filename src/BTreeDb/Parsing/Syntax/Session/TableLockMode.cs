namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>PostgreSQL's table lock modes, weakest first.</summary>
internal enum TableLockMode
{
    AccessShare,
    RowShare,
    RowExclusive,
    ShareUpdateExclusive,
    Share,
    ShareRowExclusive,
    Exclusive,
    AccessExclusive,
}
