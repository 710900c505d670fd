using BTreeDb.Primitives;

namespace BTreeDb.Trees;

/// <summary>Where <see cref="BTree.Approach"/> has found a record. It holds as long as the leaf's version stays.</summary>
/// <param name="Leaf">The leaf that covers the key.</param>
/// <param name="Version">The leaf's version when it was found.</param>
/// <param name="Slot">The key's slot, or -1.</param>
internal readonly record struct RecordPlace(PageId Leaf, ulong Version, int Slot);
