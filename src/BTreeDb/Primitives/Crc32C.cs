using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BTreeDb.Primitives;

/// <summary>
/// CRC-32C (Castagnoli), the checksum of pages and log records. The runtime maps each step to the processor's CRC
/// instruction (SSE 4.2, ARMv8) and falls back to a table. A running value starts with <see cref="Seed"/>, takes parts
/// in order, and ends with <see cref="Finish"/>. A step waits three cycles for the one before it, so long blocks are worked on
/// in three lanes at once, whose checksums are then combined (Gopal et al., "Fast CRC Computation for iSCSI Polynomial Using
/// CRC32 Instruction", Intel 2011), or folded where the processor can (<see cref="Crc32CFolding"/>).
/// </summary>
internal static class Crc32C
{
    /// <summary>The value before the first byte.</summary>
    public const uint Seed = uint.MaxValue;

    /// <summary>Bytes of a lane: three of them go four times into a page of 8 KiB.</summary>
    private const int LaneBytes = 672;

    private static readonly uint[] _overOneLane = MakeShift(LaneBytes);
    private static readonly uint[] _overTwoLanes = MakeShift(2 * LaneBytes);

    /// <summary>The checksum of one block.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => Finish(Append(Seed, bytes));

    /// <summary>Turns a running value into the checksum.</summary>
    public static uint Finish(uint running) => ~running;

    /// <summary>Adds bytes to a running value.</summary>
    public static uint Append(uint running, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Crc32CFolding.BytesMin || !Crc32CFolding.IsSupported)
            return AppendInLanes(running, bytes);
        running = Crc32CFolding.Append(running, bytes, out var taken);
        return AppendInLanes(running, bytes[taken..]);
    }

    /// <summary>As <see cref="Append(uint, ReadOnlySpan{byte})"/>, by CRC instructions alone.</summary>
    public static uint AppendInLanes(uint running, ReadOnlySpan<byte> bytes)
    {
        ref var start = ref MemoryMarshal.GetReference(bytes);
        var offset = 0;
        for (; bytes.Length - offset >= 3 * LaneBytes; offset += 3 * LaneBytes)
            running = AppendLanes(running, ref Unsafe.Add(ref start, offset));
        var wordBytes = bytes.Length & ~7;
        // In bounds: whole words up to wordBytes, single bytes up to the length.
        for (; offset < wordBytes; offset += 8)
            running = BitOperations.Crc32C(running, WordAt(ref start, offset));
        for (; offset < bytes.Length; offset++)
            running = BitOperations.Crc32C(running, Unsafe.Add(ref start, offset));
        return running;
    }

    /// <summary>Adds a number, as its little-endian bytes, to a running value.</summary>
    public static uint Append(uint running, ulong value) => BitOperations.Crc32C(running, value);

    /// <summary>Adds a number, as its little-endian bytes, to a running value.</summary>
    public static uint Append(uint running, uint value) => BitOperations.Crc32C(running, value);

    private static uint AppendLanes(uint first, ref byte start)
    {
        var second = 0u;
        var third = 0u;
        // In bounds: the caller has seen three lanes.
        for (var offset = 0; offset < LaneBytes; offset += 8)
        {
            first = BitOperations.Crc32C(first, WordAt(ref start, offset));
            second = BitOperations.Crc32C(second, WordAt(ref start, offset + LaneBytes));
            third = BitOperations.Crc32C(third, WordAt(ref start, offset + (2 * LaneBytes)));
        }

        return Shift(_overTwoLanes, first) ^ Shift(_overOneLane, second) ^ third;
    }

    private static ulong WordAt(ref byte start, int offset) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, offset));

    /// <summary>What a running value becomes after some zero bytes; linear in its bits, so its bytes are looked up one by one.</summary>
    private static uint Shift(uint[] table, uint running) =>
        table[running & 255] ^ table[256 + ((running >> 8) & 255)] ^ table[512 + ((running >> 16) & 255)] ^ table[768 + (running >> 24)];

    private static uint[] MakeShift(int zeroBytes)
    {
        var table = new uint[4 * 256];
        for (var bit = 0; bit < 32; bit++)
        {
            var shifted = 1u << bit;
            for (var i = 0; i < zeroBytes; i += 8)
                shifted = BitOperations.Crc32C(shifted, 0ul);
            var step = 1 << (bit % 8);
            for (var value = 0; value < 256; value++)
            {
                if ((value & step) != 0)
                    table[(bit / 8 * 256) + value] ^= shifted;
            }
        }

        return table;
    }
}
