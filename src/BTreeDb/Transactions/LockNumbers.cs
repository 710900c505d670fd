using BTreeDb.Primitives;

namespace BTreeDb.Transactions;

/// <summary>Names by numbers, where no layer above knows better.</summary>
internal sealed class LockNumbers : ILockNames
{
    /// <inheritdoc/>
    public string OfRelation(long number) => $"relation {number}";

    /// <inheritdoc/>
    public string OfRow(TreeId tree, ReadOnlySpan<byte> key) => $"tuple {Convert.ToHexString(key)} in tree {tree.Value}";
}
