namespace BTreeDb.Planning.Physical;

/// <summary>
/// The joins that operators run. Left is the outer side: it probes a hash table of the right side, or drives a loop over
/// it.
/// </summary>
internal enum JoinMethodKind
{
    /// <summary>Pairs that satisfy the conditions.</summary>
    Inner,

    /// <summary>Also left rows without partner.</summary>
    Left,

    /// <summary>Also right rows without partner.</summary>
    Right,

    /// <summary>Also rows of either side without partner.</summary>
    Full,

    /// <summary>Left rows with a partner.</summary>
    Semi,

    /// <summary>Left rows without partner.</summary>
    Anti,

    /// <summary>Left rows with a column that says whether there is a partner.</summary>
    Mark,
}
