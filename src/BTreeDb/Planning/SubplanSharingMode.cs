namespace BTreeDb.Planning;

/// <summary>When equal parts of a statement are computed once.</summary>
internal enum SubplanSharingMode
{
    /// <summary>Never.</summary>
    Off,

    /// <summary>Where the estimates say that it pays.</summary>
    ByCost,

    /// <summary>Wherever it is possible, for tests.</summary>
    Always,
}
