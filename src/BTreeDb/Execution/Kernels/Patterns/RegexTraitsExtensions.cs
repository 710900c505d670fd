namespace BTreeDb.Execution.Kernels.Patterns;

/// <summary>How the traits of parts make those of a whole.</summary>
internal static class RegexTraitsExtensions
{
    /// <summary>What of a part's traits its surroundings have: no preference, but that there are both.</summary>
    public static RegexTraits Up(this RegexTraits traits)
    {
        var both = (traits & RegexTraits.Preference) == RegexTraits.Preference;
        return (traits & ~RegexTraits.Preference) | (both ? RegexTraits.Mixed : RegexTraits.None);
    }

    /// <summary>The traits of two parts, of which the first one with a preference says what the whole prefers.</summary>
    public static RegexTraits Combine(this RegexTraits first, RegexTraits second)
    {
        var preference = first & RegexTraits.Preference;
        return (first | second).Up() | (preference != 0 ? preference : second & RegexTraits.Preference);
    }

    /// <summary>Whether it matters how a text is divided.</summary>
    public static bool IsMessy(this RegexTraits traits) => (traits & RegexTraits.Messy) != 0;
}
