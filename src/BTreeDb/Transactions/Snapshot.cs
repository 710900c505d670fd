using BTreeDb.Primitives;

namespace BTreeDb.Transactions;

/// <summary>
/// A view of the database: it sees the transactions that committed up to a place in the order of commits. One number,
/// so taking one costs nothing.
/// </summary>
/// <param name="Sequence">The place.</param>
/// <param name="SeenBelow">
/// A shortcut: every transaction with a lower id had ended before the snapshot was taken, and if it committed, is seen.
/// So an old snapshot does not make others look up what became of everything written since.
/// </param>
internal readonly record struct Snapshot(CommitSequence Sequence, TransactionId SeenBelow = default)
{
    /// <summary>Whether a transaction with this commit sequence is seen.</summary>
    public bool Sees(ulong commitSequence) => commitSequence <= Sequence.Value;
}
