namespace BTreeDb.Simulation.Histories;

/// <summary>What a transaction has written.</summary>
/// <param name="Key">The object.</param>
/// <param name="Element">A number that only this write has.</param>
/// <param name="Version">The version of a register; 0 for lists.</param>
/// <param name="Order">Its place among the operations of the transaction.</param>
internal sealed record HistoryWrite(int Key, int Element, int Version, int Order)
{
    /// <summary>Whether it took the row away.</summary>
    public bool IsDelete { get; init; }

    /// <summary>For a delete, all elements of the list.</summary>
    public int[] Last { get; init; } = [];

    /// <summary>The operation by which the transaction returned to a savepoint before the write; null when it has not.</summary>
    public int? UndoneAt { get; set; }

    /// <summary>Whether the transaction has returned to a savepoint before it.</summary>
    public bool IsUndone => UndoneAt is not null;

    /// <summary>Whether the transaction itself sees it at one of its operations.</summary>
    public bool IsSeenAt(int order) => Order < order && (UndoneAt is null || order < UndoneAt);
}
