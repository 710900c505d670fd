using BTreeDb.Primitives;

namespace BTreeDb.Transactions;

/// <summary>Names what locks are on for messages; the layers above know how.</summary>
internal interface ILockNames
{
    /// <summary>A table.</summary>
    string OfRelation(long number);

    /// <summary>A record, as in <c>tuple (1) in relation "t"</c>.</summary>
    string OfRow(TreeId tree, ReadOnlySpan<byte> key);
}
