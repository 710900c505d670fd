using System.Collections.Immutable;
using BTreeDb.Catalog;
using BTreeDb.Execution.Vectors;
using BTreeDb.Tables;
using BTreeDb.Types;

namespace BTreeDb.Engine.Statistics;

/// <summary>The sampled values of a column, as keys, with the rows that they come from; and the count of different values of all rows.</summary>
internal sealed class ColumnSample(SqlType type, int capacity)
{
    /// <summary>Common values and bounds that are kept, as PostgreSQL's default statistics target.</summary>
    private const int Target = 100;

    /// <summary>Longer values are not kept: hardly two of them are equal.</summary>
    private const int ValueBytesMax = 256;

    private readonly KeyColumn _encoding = ColumnStatistics.EncodingOf(type);
    private readonly ByteWriter _writer = new();
    private readonly HyperLogLog _distinct = new();
    private readonly byte[]?[] _keys = new byte[]?[capacity];
    private readonly long[] _rows = new long[capacity];
    private ulong[] _hashes = new ulong[Batch.DefaultCapacity];
    private long _nullCount;
    private int _count;

    /// <summary>Whether values of a type can be compared as keys.</summary>
    public static bool Supports(SqlType type) => type.Id switch
    {
        TypeId.Json or TypeId.Jsonb or TypeId.Array or TypeId.Record or TypeId.Void or TypeId.Unknown => false,
        _ => true,
    };

    /// <summary>Counts the values of all rows of a batch.</summary>
    public void Count(ColumnVector vector, Batch batch)
    {
        if (_hashes.Length < batch.RowCount)
            _hashes = new ulong[batch.RowCount];
        VectorHash.Column(vector, batch, _hashes, combine: false);
        if (vector.Nulls.Any)
        {
            for (var i = 0; i < batch.RowCount; i++)
                _nullCount += vector.IsNull(i) ? 1 : 0;
        }

        _distinct.Add(_hashes.AsSpan(0, batch.RowCount));
    }

    /// <summary>Puts the value of a row into the sample.</summary>
    public void Put(int place, ColumnVector vector, int rowOfBatch, long row)
    {
        _writer.Reset();
        var isNull = vector.IsNull(rowOfBatch);
        if (!isNull)
            VectorKeyWriter.Append(_writer, _encoding, vector, rowOfBatch);
        _keys[place] = isNull ? null : _writer.Written.ToArray();
        _rows[place] = row;
        _count = Math.Max(_count, place + 1);
    }

    /// <summary>Sums the sample up.</summary>
    public ColumnStatistics Finish(long totalRows)
    {
        Array.Sort(_rows, _keys, 0, _count);
        var values = new List<(byte[] Key, int Place)>(_count);
        for (var i = 0; i < _count; i++)
        {
            if (_keys[i] is { } key)
                values.Add((key, values.Count));
        }

        var correlationOrder = values.ToArray();
        Array.Sort(correlationOrder, static (a, b) =>
            a.Key.AsSpan().SequenceCompareTo(b.Key) is var order && order != 0 ? order : a.Place.CompareTo(b.Place));
        var distinct = Math.Max(1, Math.Min(_distinct.Estimate() - (_nullCount > 0 ? 1 : 0), totalRows - _nullCount));
        if (distinct > 0.97 * (totalRows - _nullCount))
            distinct = totalRows - _nullCount;
        var groups = Groups(correlationOrder);
        if (_count == totalRows)
            distinct = groups.Count;
        var common = FindCommon(groups, values.Count, distinct);
        return new()
        {
            Type = type.Id,
            NullShare = totalRows == 0 ? 0 : (double)_nullCount / totalRows,
            DistinctCount = Math.Max(1, distinct),
            Correlation = Correlate(correlationOrder),
            Common = common,
            Bounds = FindBounds(groups, common),
        };
    }

    /// <summary>Different values with how often they occur in the sample, ascending.</summary>
    private static List<(byte[] Key, int Count)> Groups((byte[] Key, int Place)[] sorted)
    {
        var groups = new List<(byte[] Key, int Count)>();
        foreach (var (key, _) in sorted)
        {
            if (groups.Count > 0 && groups[^1].Key.AsSpan().SequenceEqual(key))
                groups[^1] = (key, groups[^1].Count + 1);
            else
                groups.Add((key, 1));
        }

        return groups;
    }

    /// <summary>
    /// All values when there are few; else those that are clearly more frequent than the average value.
    /// </summary>
    private ImmutableArray<CommonValue> FindCommon(List<(byte[] Key, int Count)> groups, int valueCount, double distinct)
    {
        var isComplete = groups.Count <= Target && distinct <= groups.Count * 1.05;
        var least = Math.Max(2, 1.25 * valueCount / distinct);
        var candidates = new List<(byte[] Key, int Count)>();
        foreach (var group in groups)
        {
            if (group.Key.Length <= ValueBytesMax && (isComplete || group.Count >= least))
                candidates.Add(group);
        }

        candidates.Sort(static (a, b) => b.Count != a.Count ? b.Count.CompareTo(a.Count) : a.Key.AsSpan().SequenceCompareTo(b.Key));
        var common = ImmutableArray.CreateBuilder<CommonValue>();
        foreach (var (key, count) in candidates)
        {
            if (common.Count == Target)
                break;
            common.Add(new(key, (double)count / _count));
        }

        return common.ToImmutable();
    }

    private static ImmutableArray<byte[]> FindBounds(List<(byte[] Key, int Count)> groups, ImmutableArray<CommonValue> common)
    {
        var known = new HashSet<byte[]>(ReferenceEqualityComparer.Instance);
        foreach (var value in common)
            known.Add(value.Key);
        var rest = new List<byte[]>();
        foreach (var (key, count) in groups)
        {
            if (known.Contains(key) || key.Length > ValueBytesMax)
                continue;
            for (var i = 0; i < count; i++)
                rest.Add(key);
        }

        if (rest.Count < 2)
            return [];
        var bounds = ImmutableArray.CreateBuilder<byte[]>();
        var buckets = Math.Min(Target, rest.Count - 1);
        for (var i = 0; i <= buckets; i++)
            bounds.Add(rest[(int)((long)i * (rest.Count - 1) / buckets)]);
        return bounds.ToImmutable();
    }

    /// <summary>The correlation between the places of values in the order of rows and in their own order.</summary>
    private static double Correlate((byte[] Key, int Place)[] sorted)
    {
        var n = (double)sorted.Length;
        if (n < 2)
            return 0;
        var products = 0.0;
        for (var i = 0; i < sorted.Length; i++)
            products += (double)i * sorted[i].Place;
        var sum = n * (n - 1) / 2;
        var squares = n * (n - 1) * ((2 * n) - 1) / 6;
        return ((n * products) - (sum * sum)) / ((n * squares) - (sum * sum));
    }
}
