namespace BTreeDb.Wal;

/// <summary>What an acknowledged commit has survived when the call returns.</summary>
internal enum Durability
{
    /// <summary>The log is synced before a commit is acknowledged: survives a power failure.</summary>
    Full,

    /// <summary>
    /// The log is handed to the operating system at commit and synced at segment ends, before pages and at checkpoints:
    /// survives the death of the process; a power failure may cost the last commits, never consistency.
    /// </summary>
    Normal,

    /// <summary>Nothing is synced or written for a commit's sake. A power failure may damage the database.</summary>
    Off,
}
