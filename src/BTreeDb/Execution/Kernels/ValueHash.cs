using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BTreeDb.Execution.Kernels;

/// <summary>
/// The hash function behind PostgreSQL's <c>hashtext</c> and its kin: Bob Jenkins' lookup3 over little-endian words, started
/// with PostgreSQL's own constant, so that users' hashes stay what they were.
/// </summary>
internal static class ValueHash
{
    private const uint Start = 0x9e3779b9 + 3923095;

    /// <summary>Hashes bytes; a seed other than zero gives another function. The lower half is the hash without seed.</summary>
    public static ulong Bytes(ReadOnlySpan<byte> bytes, ulong seed = 0)
    {
        var state = new State(Start + (uint)bytes.Length);
        state.Seed(seed);
        var rest = bytes;
        for (; rest.Length >= 12; rest = rest[12..])
        {
            state.A += BinaryPrimitives.ReadUInt32LittleEndian(rest);
            state.B += BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            state.C += BinaryPrimitives.ReadUInt32LittleEndian(rest[8..]);
            state.Mix();
        }

        // The lowest byte of the last word is the length's.
        for (var i = rest.Length - 1; i >= 0; i--)
        {
            var value = (uint)rest[i];
            if (i >= 8)
                state.C += value << (8 * (i - 7));
            else if (i >= 4)
                state.B += value << (8 * (i - 4));
            else
                state.A += value << (8 * i);
        }

        state.Finish();
        return ((ulong)state.B << 32) | state.C;
    }

    /// <summary>Hashes a number of 32 bits.</summary>
    public static ulong UInt32(uint value, ulong seed = 0)
    {
        var state = new State(Start + sizeof(uint));
        state.Seed(seed);
        state.A += value;
        state.Finish();
        return ((ulong)state.B << 32) | state.C;
    }

    /// <summary>Hashes a number of 64 bits, as one of 32 bits where it is one.</summary>
    public static ulong Int64(long value, ulong seed = 0)
    {
        var high = (uint)(value >> 32);
        return UInt32((uint)value ^ (value >= 0 ? high : ~high), seed);
    }

    /// <summary>Hashes a float; zeros are equal, and all NaNs.</summary>
    public static ulong Double(double value, ulong seed = 0)
    {
        if (value == 0)
            return seed;
        if (double.IsNaN(value))
            value = BitConverter.Int64BitsToDouble(0x7FF8000000000000);
        return Bytes(MemoryMarshal.AsBytes(new ReadOnlySpan<double>(in value)), seed);
    }

    private struct State(uint start)
    {
        public uint A = start;
        public uint B = start;
        public uint C = start;

        public void Seed(ulong seed)
        {
            if (seed == 0)
                return;
            A += (uint)(seed >> 32);
            B += (uint)seed;
            Mix();
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Mix()
        {
            A -= C;
            A ^= BitOperations.RotateLeft(C, 4);
            C += B;
            B -= A;
            B ^= BitOperations.RotateLeft(A, 6);
            A += C;
            C -= B;
            C ^= BitOperations.RotateLeft(B, 8);
            B += A;
            A -= C;
            A ^= BitOperations.RotateLeft(C, 16);
            C += B;
            B -= A;
            B ^= BitOperations.RotateLeft(A, 19);
            A += C;
            C -= B;
            C ^= BitOperations.RotateLeft(B, 4);
            B += A;
        }

        public void Finish()
        {
            C ^= B;
            C -= BitOperations.RotateLeft(B, 14);
            A ^= C;
            A -= BitOperations.RotateLeft(C, 11);
            B ^= A;
            B -= BitOperations.RotateLeft(A, 25);
            C ^= B;
            C -= BitOperations.RotateLeft(B, 16);
            A ^= C;
            A -= BitOperations.RotateLeft(C, 4);
            B ^= A;
            B -= BitOperations.RotateLeft(A, 14);
            C ^= B;
            C -= BitOperations.RotateLeft(B, 24);
        }
    }
}
