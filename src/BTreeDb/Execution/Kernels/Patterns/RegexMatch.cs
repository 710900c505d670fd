namespace BTreeDb.Execution.Kernels.Patterns;

/// <summary>Where a regular expression and its groups match.</summary>
/// <param name="text">The text.</param>
/// <param name="groups">The places by group, the whole first; a negative start where a group takes no part.</param>
internal sealed class RegexMatch(string text, (int Start, int Length)[] groups)
{
    /// <summary>Where the whole begins.</summary>
    public int Index => groups[0].Start;

    /// <summary>How long the whole is.</summary>
    public int Length => groups[0].Length;

    /// <summary>Where the whole ends.</summary>
    public int End => groups[0].Start + groups[0].Length;

    /// <summary>The text of the whole.</summary>
    public string Value => ValueOf(0)!;

    /// <summary>Where a group begins and how long it is; null where it takes no part.</summary>
    public (int Start, int Length)? PlaceOf(int group) => group < groups.Length && groups[group].Start >= 0 ? groups[group] : null;

    /// <summary>The text of a group; null where it takes no part.</summary>
    public string? ValueOf(int group) => PlaceOf(group) is { } place ? text.Substring(place.Start, place.Length) : null;
}
