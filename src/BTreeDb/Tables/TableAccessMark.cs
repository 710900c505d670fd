using System.Collections.Immutable;

namespace BTreeDb.Tables;

/// <summary>What a transaction had locked and counted at some moment.</summary>
/// <param name="Locks">How many locks it held; they are given back in the reverse order.</param>
/// <param name="Counts">What it had changed.</param>
internal readonly record struct TableAccessMark(int Locks, ImmutableArray<RowChanges> Counts);
