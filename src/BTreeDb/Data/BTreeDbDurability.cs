namespace BTreeDb.Data;

/// <summary>What a commit waits for before it is acknowledged.</summary>
public enum BTreeDbDurability
{
    /// <summary>The log is on the disk (fsync). Nothing acknowledged is lost, whatever fails.</summary>
    Full,

    /// <summary>
    /// The log is with the operating system and reaches the disk soon after. A process that dies loses nothing; a
    /// machine that loses power may lose the last commits, never part of one.
    /// </summary>
    Normal,

    /// <summary>The log is in memory. A process that dies may lose the last commits, never part of one.</summary>
    Off,
}
