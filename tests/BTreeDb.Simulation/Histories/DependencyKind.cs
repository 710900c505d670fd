namespace BTreeDb.Simulation.Histories;

/// <summary>Why one transaction comes before another one.</summary>
[Flags]
internal enum DependencyKind
{
    /// <summary>The other one replaced what it wrote.</summary>
    Write = 1,

    /// <summary>The other one read what it wrote.</summary>
    Read = 2,

    /// <summary>The other one replaced what it read.</summary>
    Anti = 4,

    /// <summary>The other one changed what its predicate found.</summary>
    PredicateAnti = 8,
}
