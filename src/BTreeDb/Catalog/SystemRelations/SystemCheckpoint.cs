namespace BTreeDb.Catalog.SystemRelations;

/// <summary>A checkpoint as <c>btreedb_checkpoints</c> shows it; times in microseconds.</summary>
internal readonly record struct SystemCheckpoint(
    long Number, string Reason, long BeganAt, long Redo, long LogBytes, long Pages, long WriteTime, long SyncTime);
