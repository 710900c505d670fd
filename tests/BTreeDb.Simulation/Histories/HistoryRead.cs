namespace BTreeDb.Simulation.Histories;

/// <summary>What a transaction has read of one object.</summary>
/// <param name="Key">The object.</param>
/// <param name="Elements">The elements of a list; null where there was no row, and for registers.</param>
/// <param name="Version">The version of a register.</param>
/// <param name="Value">The value of a register.</param>
/// <param name="IsPredicate">Whether the object was looked for by a predicate.</param>
/// <param name="Order">Its place among the operations of the transaction.</param>
internal sealed record HistoryRead(int Key, int[]? Elements, int Version, int Value, bool IsPredicate, int Order)
{
    /// <summary>Whether there was no row.</summary>
    public bool IsAbsent => Elements is null && !HistoryObject.IsRegister(Key);
}
