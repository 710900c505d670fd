namespace BTreeDb.Execution.Kernels.Patterns;

/// <summary>A set of UTF-16 units: what one character of a text may be. Those of ASCII are bits.</summary>
internal sealed class CharacterSet
{
    private const char AsciiEnd = (char)128;

    private readonly List<(char Low, char High)> _ranges = [];
    private UInt128 _ascii;

    /// <summary>Whether the set is all that its ranges are not.</summary>
    public bool IsNegated { get; init; }

    /// <summary>Adds a range, both ends included.</summary>
    public void Add(char low, char high)
    {
        for (var c = low; c <= high && c < AsciiEnd; c++)
            _ascii |= UInt128.One << c;
        if (high >= AsciiEnd)
            _ranges.Add((low, high));
    }

    /// <summary>Whether a unit is in the set.</summary>
    public bool Contains(char c)
    {
        if (c < AsciiEnd)
            return (_ascii >> c & UInt128.One) != 0 != IsNegated;
        foreach (var (low, high) in _ranges)
        {
            if (c >= low && c <= high)
                return !IsNegated;
        }

        return IsNegated;
    }
}
