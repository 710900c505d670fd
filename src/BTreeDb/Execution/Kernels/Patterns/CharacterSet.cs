namespace BTreeDb.Execution.Kernels.Patterns;

/// <summary>A set of UTF-16 units: what one character of a text may be.</summary>
internal sealed class CharacterSet
{
    private readonly List<(char Low, char High)> _ranges = [];

    /// <summary>Whether the set is all that its ranges are not.</summary>
    public bool IsNegated { get; init; }

    /// <summary>Adds a range, both ends included.</summary>
    public void Add(char low, char high) => _ranges.Add((low, high));

    /// <summary>Whether a unit is in the set.</summary>
    public bool Contains(char c)
    {
        foreach (var (low, high) in _ranges)
        {
            if (c >= low && c <= high)
                return !IsNegated;
        }

        return IsNegated;
    }
}
