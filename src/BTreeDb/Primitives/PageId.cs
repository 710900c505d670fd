namespace BTreeDb.Primitives;

/// <summary>
/// The number of a page in a database file; the page's bytes begin at <c>Value * page size</c>.
/// Pages 0 and 1 hold the two copies of the meta page, so 0 also serves as "no page".
/// </summary>
internal readonly record struct PageId(uint Value) : IComparable<PageId>
{
    /// <summary>No page: the end of a chain, an absent sibling.</summary>
    public static PageId None => default;

    /// <summary>True when this id names no page.</summary>
    public bool IsNone => Value == 0;

    /// <inheritdoc/>
    public int CompareTo(PageId other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
