namespace BTreeDb.Primitives;

/// <summary>
/// Identifies a B+tree. It is the page id of the tree's root, which never moves: when the root splits, its content
/// moves to new pages and the root becomes their parent. So a log record or a catalog row can name a tree for good.
/// </summary>
internal readonly record struct TreeId(uint Value)
{
    /// <summary>The root page of the tree.</summary>
    public PageId Root => new(Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
