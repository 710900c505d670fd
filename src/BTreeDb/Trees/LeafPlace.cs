using BTreeDb.Buffers;

namespace BTreeDb.Trees;

/// <summary>
/// Where the leaf of a key may be: a place that the same <see cref="BTree"/> instance has found before. Another instance never
/// takes it over, for the pages of a dropped tree keep their bytes, and its number may come again.
/// </summary>
/// <param name="Page">The place; none if nothing is known.</param>
/// <param name="IsOfKey">Whether it was found for this key, so that it is right as long as the page has not changed.</param>
/// <param name="Aim">Where in the leaf this key is guessed; none if nothing is known.</param>
internal readonly record struct LeafPlace(PagePlace Page, bool IsOfKey, SlotAim Aim = default);
