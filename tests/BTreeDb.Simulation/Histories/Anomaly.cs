namespace BTreeDb.Simulation.Histories;

/// <summary>Classes of anomalies, after Adya; those that a level lets through come after those that it prevents.</summary>
internal enum Anomaly
{
    /// <summary>A transaction does not see what it wrote itself.</summary>
    Internal,

    /// <summary>A committed write is missing, or two are in no order.</summary>
    LostWrite,

    /// <summary>A cycle of writes.</summary>
    G0,

    /// <summary>What was rolled back has been read.</summary>
    G1a,

    /// <summary>What its writer has replaced before the commit has been read.</summary>
    G1b,

    /// <summary>A cycle of writes and reads of them.</summary>
    G1c,

    /// <summary>Two have read one version, and both wrote.</summary>
    LostUpdate,

    /// <summary>A cycle with one anti-dependency.</summary>
    GSingle,

    /// <summary>A cycle in which no two anti-dependencies follow each other.</summary>
    GNonadjacent,

    /// <summary>A cycle of two anti-dependencies on two objects.</summary>
    WriteSkew,

    /// <summary>A cycle with anti-dependencies on rows.</summary>
    G2Item,

    /// <summary>A cycle with anti-dependencies on predicates.</summary>
    G2,
}
