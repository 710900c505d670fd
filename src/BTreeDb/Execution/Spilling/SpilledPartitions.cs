using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Spilling;

/// <summary>
/// Rows spread over temporary files by bits of their hash, so that rows with equal keys meet in the same file. Each level
/// of a recursion uses other bits.
/// </summary>
internal sealed class SpilledPartitions : IDisposable
{
    private const int PartitionBits = 4;

    /// <summary>
    /// Beyond this depth hashes have no fresh bits; what still does not fit has one key and stays in memory.
    /// </summary>
    public const int LevelMax = 6;

    private readonly SpilledRows?[] _partitions = new SpilledRows?[1 << PartitionBits];
    private readonly int[][] _rows = new int[1 << PartitionBits][];
    private readonly int[] _counts = new int[1 << PartitionBits];
    private readonly ISpillStorage _storage;
    private readonly SqlType[] _types;
    private readonly int _shift;

    /// <summary>Empty partitions for rows of these types.</summary>
    public SpilledPartitions(ISpillStorage storage, SqlType[] types, int level)
    {
        _storage = storage;
        _types = types;
        _shift = 24 - level * PartitionBits;
        for (var i = 0; i < _rows.Length; i++)
            _rows[i] = new int[Batch.DefaultCapacity];
    }

    /// <summary>The number of partitions.</summary>
    public int Count => _partitions.Length;

    /// <summary>Appends rows, each to the partition of its hash (indexed by row).</summary>
    public void Append(ColumnVector[] columns, ReadOnlySpan<int> rows, ulong[] hashes)
    {
        foreach (var row in rows)
        {
            var partition = (int)(hashes[row] >> _shift) & (_partitions.Length - 1);
            if (_counts[partition] == _rows[partition].Length)
                Flush(partition, columns);
            _rows[partition][_counts[partition]++] = row;
        }
        for (var i = 0; i < _counts.Length; i++)
            Flush(i, columns);
    }

    /// <summary>Takes a partition out to be read; the caller disposes it. Null when it has no rows.</summary>
    public SpilledRows? Take(int partition)
    {
        var rows = _partitions[partition];
        _partitions[partition] = null;
        rows?.Rewind();
        return rows;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        for (var i = 0; i < _partitions.Length; i++)
        {
            _partitions[i]?.Dispose();
            _partitions[i] = null;
        }
    }

    private void Flush(int partition, ColumnVector[] columns)
    {
        if (_counts[partition] == 0)
            return;
        var target = _partitions[partition] ??= new SpilledRows(_storage, _types);
        target.Append(columns, _rows[partition].AsSpan(0, _counts[partition]));
        _counts[partition] = 0;
    }
}
