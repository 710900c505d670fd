namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary>What to do about rows that somebody else has locked.</summary>
internal enum RowLockWait
{
    Wait,
    NoWait,
    SkipLocked,
}
