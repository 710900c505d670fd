namespace BTreeDb.Primitives;

/// <summary>
/// The place of a commit in the order of all commits since the database was opened. A snapshot is one such number: it
/// sees the transactions whose commit sequence is not above its own. Never stored on disk.
/// </summary>
internal readonly record struct CommitSequence(ulong Value) : IComparable<CommitSequence>
{
    /// <inheritdoc/>
    public int CompareTo(CommitSequence other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
