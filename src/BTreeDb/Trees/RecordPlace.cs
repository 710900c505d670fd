using BTreeDb.Buffers;

namespace BTreeDb.Trees;

/// <summary>
/// Where <see cref="BTree.Approach"/> has found a record. It holds as long as the leaf stays in its frame in its version: the
/// version alone says nothing, for the leaf may have come back in another frame, which counts on its own.
/// </summary>
/// <param name="Leaf">The leaf that covers the key, as it was before it was searched.</param>
/// <param name="Slot">The key's slot, or -1.</param>
internal readonly record struct RecordPlace(PagePlace Leaf, int Slot);
