using BTreeDb.Primitives;

namespace BTreeDb.Transactions;

/// <summary>
/// A view of the database: it sees the transactions that committed up to a place in the order of commits. One number,
/// so taking one costs nothing.
/// </summary>
internal readonly record struct Snapshot(CommitSequence Sequence)
{
    /// <summary>Whether a transaction with this commit sequence is seen.</summary>
    public bool Sees(ulong commitSequence) => commitSequence <= Sequence.Value;
}
