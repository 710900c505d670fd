namespace BTreeDb.Transactions;

/// <summary>Where a chunk of a version arena lies in its temporary file.</summary>
internal readonly record struct SpilledChunk(long Offset, int Length, uint Checksum);
