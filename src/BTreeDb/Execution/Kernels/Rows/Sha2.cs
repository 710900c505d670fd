using System.Buffers.Binary;
using System.Numerics;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>SHA-224 as FIPS 180-4 defines it, which .NET has not: SHA-256 from other initial values, cut to 28 bytes.</summary>
internal static class Sha2
{
    private const int BlockBytes = 64;
    private const int DigestBytes = 28;

    private static readonly uint[] Constants = MakeConstants();

    public static byte[] Sha224(ReadOnlySpan<byte> message)
    {
        Span<uint> state =
        [
            0xC1059ED8, 0x367CD507, 0x3070DD17, 0xF70E5939, 0xFFC00B31, 0x68581511, 0x64F98FA7, 0xBEFA4FA4,
        ];
        var padded = new byte[(message.Length + 9 + BlockBytes - 1) / BlockBytes * BlockBytes];
        message.CopyTo(padded);
        padded[message.Length] = 0x80;
        BinaryPrimitives.WriteUInt64BigEndian(padded.AsSpan(padded.Length - 8), (ulong)message.Length * 8);
        for (var at = 0; at < padded.Length; at += BlockBytes)
            Compress(state, padded.AsSpan(at, BlockBytes));
        var digest = new byte[DigestBytes];
        for (var i = 0; i < DigestBytes / 4; i++)
            BinaryPrimitives.WriteUInt32BigEndian(digest.AsSpan(i * 4), state[i]);
        return digest;
    }

    private static void Compress(Span<uint> state, ReadOnlySpan<byte> block)
    {
        Span<uint> w = stackalloc uint[64];
        for (var i = 0; i < 16; i++)
            w[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(i * 4)..]);
        for (var i = 16; i < 64; i++)
        {
            var s0 = BitOperations.RotateRight(w[i - 15], 7) ^ BitOperations.RotateRight(w[i - 15], 18) ^ w[i - 15] >> 3;
            var s1 = BitOperations.RotateRight(w[i - 2], 17) ^ BitOperations.RotateRight(w[i - 2], 19) ^ w[i - 2] >> 10;
            w[i] = w[i - 16] + s0 + w[i - 7] + s1;
        }

        Span<uint> v = stackalloc uint[8];
        state.CopyTo(v);
        for (var i = 0; i < 64; i++)
        {
            var s1 = BitOperations.RotateRight(v[4], 6) ^ BitOperations.RotateRight(v[4], 11) ^ BitOperations.RotateRight(v[4], 25);
            var t1 = v[7] + s1 + ((v[4] & v[5]) ^ (~v[4] & v[6])) + Constants[i] + w[i];
            var s0 = BitOperations.RotateRight(v[0], 2) ^ BitOperations.RotateRight(v[0], 13) ^ BitOperations.RotateRight(v[0], 22);
            var t2 = s0 + ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
            v[..7].CopyTo(v[1..]);
            v[4] += t1;
            v[0] = t1 + t2;
        }

        for (var i = 0; i < 8; i++)
            state[i] += v[i];
    }

    /// <summary>The first 32 bits of the fractions of the cube roots of the first 64 primes.</summary>
    private static uint[] MakeConstants()
    {
        var constants = new uint[64];
        var number = 2;
        for (var i = 0; i < constants.Length; number++)
        {
            if (!IsPrime(number))
                continue;
            var root = CubeRoot((BigInteger)number << 96);
            constants[i++] = (uint)(root & uint.MaxValue);
        }

        return constants;
    }

    private static bool IsPrime(int number)
    {
        for (var d = 2; d * d <= number; d++)
        {
            if (number % d == 0)
                return false;
        }

        return true;
    }

    private static BigInteger CubeRoot(BigInteger value)
    {
        BigInteger low = 0;
        var high = BigInteger.One << 36;
        while (low < high)
        {
            var middle = (low + high + 1) >> 1;
            if (middle * middle * middle <= value)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }
}
