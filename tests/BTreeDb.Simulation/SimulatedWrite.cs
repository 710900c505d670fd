namespace BTreeDb.Simulation;

/// <summary>A change of a file that no sync has made durable yet.</summary>
/// <param name="Offset">Where the bytes go; of a change of length the new length.</param>
/// <param name="Bytes">The bytes, or null for a change of length.</param>
internal sealed record SimulatedWrite(long Offset, byte[]? Bytes);
