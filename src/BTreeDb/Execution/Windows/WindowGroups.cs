using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Windows;

/// <summary>
/// Where partitions and groups of peers begin among the rows that come in order: each row is compared with the one
/// before it.
/// </summary>
internal sealed class WindowGroups
{
    private readonly int[] _partitionPlaces;
    private readonly int[] _orderPlaces;
    private readonly ValueComparer[] _partitionComparers;
    private readonly ValueComparer[] _orderComparers;
    private readonly ColumnVector[] _last;
    private int[] _partitions = new int[16];
    private int[] _peers = new int[16];
    private bool _isFirst;

    /// <summary>Groups of rows of these types.</summary>
    public WindowGroups(SqlType[] types, int[] partitionPlaces, int[] orderPlaces)
    {
        (_partitionPlaces, _orderPlaces) = (partitionPlaces, orderPlaces);
        _partitionComparers = Array.ConvertAll(partitionPlaces, place => ValueComparer.Create(types[place]));
        _orderComparers = Array.ConvertAll(orderPlaces, place => ValueComparer.Create(types[place]));
        _last = Array.ConvertAll(types, static type => ColumnVector.Create(type, 1));
    }

    /// <summary>The first rows of partitions.</summary>
    public ReadOnlySpan<int> Partitions => _partitions.AsSpan(0, PartitionCount);

    /// <summary>The first rows of groups of peers, which never reach over the end of a partition.</summary>
    public ReadOnlySpan<int> Peers => _peers.AsSpan(0, PeerCount);

    /// <summary>The number of partitions.</summary>
    public int PartitionCount { get; private set; }

    /// <summary>The number of groups of peers.</summary>
    public int PeerCount { get; private set; }

    /// <summary>Starts an execution.</summary>
    public void Reset()
    {
        _isFirst = true;
        Clear();
    }

    /// <summary>Forgets what was found; the last row is still known.</summary>
    public void Clear() => PartitionCount = PeerCount = 0;

    /// <summary>Whether a row begins a partition, compared with the row before it (-1: the last one of the batch before).</summary>
    public bool BeginsPartition(ColumnVector[] columns, int row, int before) =>
        before < 0 && _isFirst || !AreEqual(_partitionComparers, _partitionPlaces, columns, row, before);

    /// <summary>Adds a row, as <see cref="BeginsPartition"/> has found.</summary>
    public void Add(ColumnVector[] columns, int row, int before, int number, bool beginsPartition)
    {
        if (beginsPartition)
            AddTo(ref _partitions, PartitionCount++, number);
        if (beginsPartition || !AreEqual(_orderComparers, _orderPlaces, columns, row, before))
            AddTo(ref _peers, PeerCount++, number);
    }

    /// <summary>Remembers the keys of a batch's last row.</summary>
    public void Keep(ColumnVector[] columns, int row)
    {
        _isFirst = false;
        Keep(_partitionPlaces, columns, row);
        Keep(_orderPlaces, columns, row);
    }

    private void Keep(int[] places, ColumnVector[] columns, int row)
    {
        foreach (var place in places)
        {
            _last[place].Clear();
            _last[place].CopyRow(columns[place], row, 0);
        }
    }

    private bool AreEqual(ValueComparer[] comparers, int[] places, ColumnVector[] columns, int row, int before)
    {
        for (var i = 0; i < places.Length; i++)
        {
            var column = columns[places[i]];
            var isEqual = before < 0
                ? comparers[i].AreEqual(column, row, _last[places[i]], 0)
                : comparers[i].AreEqual(column, row, column, before);
            if (!isEqual)
                return false;
        }

        return true;
    }

    private static void AddTo(ref int[] list, int count, int value)
    {
        if (count == list.Length)
            Array.Resize(ref list, count * 2);
        list[count] = value;
    }
}
