namespace BTreeDb.Execution.Kernels.Patterns;

/// <summary>What is known of a part of a regular expression.</summary>
[Flags]
internal enum RegexTraits
{
    None = 0,

    /// <summary>It prefers the longest text.</summary>
    Longer = 1,

    /// <summary>It prefers the shortest text.</summary>
    Shorter = 2,

    /// <summary>Parts of both kinds are in it.</summary>
    Mixed = 4,

    /// <summary>A group is in it.</summary>
    Captures = 8,

    /// <summary>A back reference is in it.</summary>
    Refers = 16,

    /// <summary>The two preferences.</summary>
    Preference = Longer | Shorter,

    /// <summary>What makes it matter how a text is divided.</summary>
    Messy = Mixed | Captures | Refers,
}
