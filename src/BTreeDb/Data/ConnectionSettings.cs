using BTreeDb.Engine;

namespace BTreeDb.Data;

/// <summary>What a connection string means to the engine.</summary>
internal static class ConnectionSettings
{
    /// <summary>As PostgreSQL's <c>autovacuum_naptime</c>.</summary>
    private static readonly TimeSpan AnalyzeInterval = TimeSpan.FromMinutes(1);

    /// <summary>Translates; what the string leaves open has the engine's default.</summary>
    public static EngineSettings ToEngineSettings(BTreeDbConnectionStringBuilder settings)
    {
        var defaults = EngineSettings.Default;
        return defaults with
        {
            PageSize = settings.PageSize == 0 ? defaults.PageSize : settings.PageSize,
            BufferPoolBytes = settings.PoolSize == 0 ? defaults.BufferPoolBytes : settings.PoolSize,
            MaxWalSize = settings.MaxWalSize == 0 ? defaults.MaxWalSize : settings.MaxWalSize,
            WalSizeLimit = settings.WalSizeLimit,
            CheckpointWalSize = settings.CheckpointWalSize == 0 ? defaults.CheckpointWalSize : settings.CheckpointWalSize,
            WalArchive = settings.WalArchive.Length == 0 ? null : Path.GetFullPath(settings.WalArchive),
            CheckpointTimeout = settings.CheckpointTimeout == 0
                ? defaults.CheckpointTimeout
                : TimeSpan.FromSeconds(settings.CheckpointTimeout),
            CheckpointCompletionTarget = settings.CheckpointCompletionTarget,
            AnalyzeInterval = settings.AutomaticAnalyze ? AnalyzeInterval : TimeSpan.Zero,
            VersionMemoryBytes = settings.VersionMemory == 0 ? defaults.VersionMemoryBytes : settings.VersionMemory,
            ReadOnly = settings.ReadOnly,
            MustExist = !settings.Create,
            Durability = settings.Durability switch
            {
                BTreeDbDurability.Normal => DurabilityMode.Normal,
                BTreeDbDurability.Off => DurabilityMode.Off,
                _ => DurabilityMode.Full,
            },
        };
    }
}
