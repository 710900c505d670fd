namespace BTreeDb.Buffers;

/// <summary>Where a frame stands in the eviction order.</summary>
internal enum FrameQueue : byte
{
    /// <summary>Nowhere: it is free, or being filled.</summary>
    None,

    /// <summary>In the SIEVE queue.</summary>
    Sieve,

    /// <summary>In the ring of pages that were read for a scan only.</summary>
    ScanRing,
}
