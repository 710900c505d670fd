namespace BTreeDb.Simulation;

/// <summary>What a crash does to writes that were not synced.</summary>
public enum CrashStyle
{
    /// <summary>All are lost.</summary>
    LoseAll,

    /// <summary>All are there: the process died, the machine did not.</summary>
    KeepAll,

    /// <summary>Of each any sectors are there.</summary>
    Tear,

    /// <summary>For each write one of the others, at random; so later writes survive earlier ones.</summary>
    Mixed,
}
