using System.Buffers.Binary;
using System.Collections.Immutable;
using BTreeDb.Types;

namespace BTreeDb.Catalog;

/// <summary>
/// The bytes of a column's statistics in the catalog. Numbers are little endian: type id (u16), null share, distinct
/// count, correlation (doubles); number of common values (u16), each a share (single) and a value (u16 length, bytes); number of bounds (u16),
/// each a value.
/// </summary>
internal static class StatisticsCodec
{
    /// <summary>Encodes statistics.</summary>
    public static byte[] Encode(ColumnStatistics statistics)
    {
        var writer = new ByteWriter(1024);
        WriteCount(writer, (int)statistics.Type);
        WriteDouble(writer, statistics.NullShare);
        WriteDouble(writer, statistics.DistinctCount);
        WriteDouble(writer, statistics.Correlation);
        WriteCount(writer, statistics.Common.Length);
        foreach (var common in statistics.Common)
        {
            BinaryPrimitives.WriteSingleLittleEndian(writer.Append(sizeof(float)), (float)common.Share);
            WriteValue(writer, common.Key);
        }

        WriteCount(writer, statistics.Bounds.Length);
        foreach (var bound in statistics.Bounds)
            WriteValue(writer, bound);
        return writer.Written.ToArray();
    }

    /// <summary>Decodes statistics; null when the bytes are malformed: estimates can be made without them.</summary>
    public static ColumnStatistics? TryDecode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Decode(bytes);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static ColumnStatistics Decode(ReadOnlySpan<byte> bytes)
    {
        var type = (TypeId)ReadCount(ref bytes);
        var nullShare = BinaryPrimitives.ReadDoubleLittleEndian(Take(ref bytes, sizeof(double)));
        var distinct = BinaryPrimitives.ReadDoubleLittleEndian(Take(ref bytes, sizeof(double)));
        var correlation = BinaryPrimitives.ReadDoubleLittleEndian(Take(ref bytes, sizeof(double)));
        var common = ImmutableArray.CreateBuilder<CommonValue>();
        for (var left = ReadCount(ref bytes); left > 0; left--)
        {
            var share = BinaryPrimitives.ReadSingleLittleEndian(Take(ref bytes, sizeof(float)));
            common.Add(new(ReadValue(ref bytes), share));
        }

        var bounds = ImmutableArray.CreateBuilder<byte[]>();
        for (var left = ReadCount(ref bytes); left > 0; left--)
            bounds.Add(ReadValue(ref bytes));
        return new()
        {
            Type = type,
            NullShare = nullShare,
            DistinctCount = distinct,
            Correlation = correlation,
            Common = common.ToImmutable(),
            Bounds = bounds.ToImmutable(),
        };
    }

    private static void WriteDouble(ByteWriter writer, double value) =>
        BinaryPrimitives.WriteDoubleLittleEndian(writer.Append(sizeof(double)), value);

    private static void WriteCount(ByteWriter writer, int count) =>
        BinaryPrimitives.WriteUInt16LittleEndian(writer.Append(sizeof(ushort)), (ushort)count);

    private static void WriteValue(ByteWriter writer, byte[] value)
    {
        WriteCount(writer, value.Length);
        value.CopyTo(writer.Append(value.Length));
    }

    private static int ReadCount(ref ReadOnlySpan<byte> bytes) =>
        BinaryPrimitives.ReadUInt16LittleEndian(Take(ref bytes, sizeof(ushort)));

    private static byte[] ReadValue(ref ReadOnlySpan<byte> bytes) => Take(ref bytes, ReadCount(ref bytes)).ToArray();

    private static ReadOnlySpan<byte> Take(scoped ref ReadOnlySpan<byte> bytes, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, bytes.Length, nameof(bytes));
        var taken = bytes[..count];
        bytes = bytes[count..];
        return taken;
    }
}
