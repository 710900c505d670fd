using System.Collections.Immutable;

namespace BTreeDb.Tables;

/// <summary>What a transaction had locked and counted at some moment.</summary>
/// <param name="Locks">How many locks it held; they are given back in the reverse order.</param>
/// <param name="Deltas">By how much it had changed the row counts.</param>
internal readonly record struct TableAccessMark(int Locks, ImmutableArray<(TableState Table, long Delta)> Deltas);
