namespace BTreeDb.Recovery;

/// <summary>Why a checkpoint is taken.</summary>
internal enum CheckpointReason
{
    /// <summary>Somebody asked for it.</summary>
    Request,

    /// <summary>Enough was logged since the last one.</summary>
    Log,

    /// <summary>Enough time has passed since the last one.</summary>
    Time,

    /// <summary>A restart is done.</summary>
    Recovery,

    /// <summary>The database closes.</summary>
    Shutdown,
}
