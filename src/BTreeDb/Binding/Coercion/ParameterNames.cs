namespace BTreeDb.Binding.Coercion;

/// <summary>
/// The named parameters of a script, numbered in the order of their first use. Shared by the statements of the script,
/// so that a name has one number in all of them.
/// </summary>
/// <param name="firstOrdinal">The ordinal of the first name: how many parameters the script has by number.</param>
internal sealed class ParameterNames(int firstOrdinal = 0)
{
    private readonly List<string> _names = [];
    private readonly Dictionary<string, int> _ordinals = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The ordinal of the first name.</summary>
    public int FirstOrdinal { get; } = firstOrdinal;

    /// <summary>The names in order of their ordinals, without their marks.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The zero-based ordinal of a name, which is given one if it has none.</summary>
    public int OrdinalOf(string name)
    {
        if (_ordinals.TryGetValue(name, out var ordinal))
            return ordinal;
        ordinal = FirstOrdinal + _names.Count;
        _names.Add(name);
        _ordinals.Add(name, ordinal);
        return ordinal;
    }
}
