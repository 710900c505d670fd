namespace BTreeDb.Wal;

/// <summary>Where a segment lies in the log file, and in which epoch it was begun.</summary>
/// <param name="Slot">The slot's place in the file, from zero.</param>
/// <param name="Epoch">The epoch of the records that begin in the segment.</param>
/// <param name="PreviousEnd">Of an epoch's first segment: where the epoch before ends. Else zero.</param>
internal readonly record struct LogSlot(int Slot, uint Epoch, ulong PreviousEnd);
