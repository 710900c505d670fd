using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BTreeDb.Primitives;

/// <summary>
/// CRC-32C (Castagnoli), the checksum of pages and log records. The runtime maps each step to the processor's CRC
/// instruction (SSE 4.2, ARMv8) and falls back to a table. A running value starts with <see cref="Seed"/>, takes parts
/// in order, and ends with <see cref="Finish"/>.
/// </summary>
internal static class Crc32C
{
    /// <summary>The value before the first byte.</summary>
    public const uint Seed = uint.MaxValue;

    /// <summary>The checksum of one block.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => Finish(Append(Seed, bytes));

    /// <summary>Turns a running value into the checksum.</summary>
    public static uint Finish(uint running) => ~running;

    /// <summary>Adds bytes to a running value.</summary>
    public static uint Append(uint running, ReadOnlySpan<byte> bytes)
    {
        ref var start = ref MemoryMarshal.GetReference(bytes);
        var wordBytes = bytes.Length & ~7;
        var offset = 0;
        // In bounds: whole words up to wordBytes, single bytes up to the length.
        for (; offset < wordBytes; offset += 8)
            running = BitOperations.Crc32C(running, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, offset)));
        for (; offset < bytes.Length; offset++)
            running = BitOperations.Crc32C(running, Unsafe.Add(ref start, offset));
        return running;
    }

    /// <summary>Adds a number, as its little-endian bytes, to a running value.</summary>
    public static uint Append(uint running, ulong value) => BitOperations.Crc32C(running, value);

    /// <summary>Adds a number, as its little-endian bytes, to a running value.</summary>
    public static uint Append(uint running, uint value) => BitOperations.Crc32C(running, value);
}
