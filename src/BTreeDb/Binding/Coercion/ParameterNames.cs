namespace BTreeDb.Binding.Coercion;

/// <summary>
/// The named parameters of a script, numbered in the order of their first use. Shared by the statements of the script,
/// so that a name has one number in all of them. A caller that allows <c>$1</c> beside names enters the numbers first.
/// </summary>
internal sealed class ParameterNames
{
    private readonly List<string> _names = [];
    private readonly Dictionary<string, int> _ordinals = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names in order of their ordinals, without their marks.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The zero-based ordinal of a name, which is given one if it has none.</summary>
    public int OrdinalOf(string name)
    {
        if (_ordinals.TryGetValue(name, out var ordinal))
            return ordinal;
        ordinal = _names.Count;
        _names.Add(name);
        _ordinals.Add(name, ordinal);
        return ordinal;
    }
}
