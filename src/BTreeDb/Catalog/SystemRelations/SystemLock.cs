namespace BTreeDb.Catalog.SystemRelations;

/// <summary>A lock that is held or waited for, as <c>btreedb_locks</c> and <c>pg_locks</c> show it.</summary>
/// <param name="Kind"><c>transaction</c>, <c>relation</c>, <c>catalog</c>, <c>row</c>, <c>advisory</c> or <c>predicate</c>.</param>
/// <param name="Mode">The mode in PostgreSQL's words.</param>
/// <param name="Session">Who holds or wants it; null for what nobody in particular has read.</param>
/// <param name="IsGranted">Whether he has it.</param>
internal sealed record SystemLock(string Kind, string Mode, int? Session, bool IsGranted)
{
    /// <summary>The holder's transaction; of a transaction that is waited for, that one.</summary>
    public ulong? Transaction { get; init; }

    /// <summary>The table or index, if it is still there.</summary>
    public RelationEntry? Relation { get; init; }

    /// <summary>The key of a row, a range of keys, or the number of an advisory lock.</summary>
    public string? Object { get; init; }

    /// <summary>The number of an advisory lock; of a pair the first in the upper half.</summary>
    public long Number { get; init; }

    /// <summary>Whether an advisory lock is on a pair of numbers.</summary>
    public bool IsPair { get; init; }

    /// <summary>The session that is waited for.</summary>
    public int? BlockedBy { get; init; }

    /// <summary>When the wait began, in microseconds since 2000-01-01 UTC.</summary>
    public long? WaitStart { get; init; }
}
