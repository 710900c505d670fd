using System.Collections.Immutable;

namespace BTreeDb.Tables;

/// <summary>What a transaction had locked and counted at some moment.</summary>
/// <param name="Locks">How many locks it held; they are given back in the reverse order.</param>
/// <param name="First">By how much it had changed the first table's row count; of many transactions the only one.</param>
/// <param name="Others">By how much it had changed the other row counts.</param>
internal readonly record struct TableAccessMark(
    int Locks, (TableState Table, long Delta)? First, ImmutableArray<(TableState Table, long Delta)> Others);
