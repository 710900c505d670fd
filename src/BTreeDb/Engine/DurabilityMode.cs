namespace BTreeDb.Engine;

/// <summary>What a commit waits for before it is acknowledged.</summary>
internal enum DurabilityMode
{
    /// <summary>The log is on stable storage.</summary>
    Full,

    /// <summary>The log is with the operating system; synced at checkpoints. A power failure may lose the last commits.</summary>
    Normal,

    /// <summary>Nothing. A crash of the process may lose the last commits, never the consistency of the rest.</summary>
    Off,
}
