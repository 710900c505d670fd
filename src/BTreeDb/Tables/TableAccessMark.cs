using System.Collections.Immutable;

namespace BTreeDb.Tables;

/// <summary>What a transaction had locked and counted at some moment.</summary>
/// <param name="Locks">How many locks it held; they are given back in the reverse order.</param>
/// <param name="First">What it had changed in the first table; of many transactions the only one.</param>
/// <param name="Others">What it had changed in other tables.</param>
internal readonly record struct TableAccessMark(int Locks, RowChanges? First, ImmutableArray<RowChanges> Others);
