namespace BTreeDb.Simulation;

/// <summary>What goes wrong at one operation of the simulated disk.</summary>
public enum SimulatedFault
{
    /// <summary>The machine goes off. What was not synced may be there, in part, or not at all.</summary>
    Crash,

    /// <summary>The operation fails with an I/O error and has no effect.</summary>
    IoError,

    /// <summary>A write or allocation fails because the disk is full, and has no effect.</summary>
    DiskFull,

    /// <summary>A write is acknowledged and never happens.</summary>
    LostWrite,

    /// <summary>A write goes one page (4 KiB) behind the place where it belongs.</summary>
    MisdirectedWrite,
}
