using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// Remembers the row keys of a change, so that a row is changed once however often its input names it, or several changes
/// of one statement do. UPDATE and DELETE pass by a row that has been changed; for ON CONFLICT and MERGE it is an error.
/// </summary>
/// <param name="isShared">Whether the statement clears it, and not the change.</param>
internal sealed class RepeatedKeys(bool isShared = false)
{
    private readonly KeyTable _seen = KeyTable.Create([SqlType.Bytea]);
    private readonly ColumnVector[] _key = new ColumnVector[1];
    private readonly NewKeys _new = new();
    private readonly Batch _single = new([ColumnVector.Create(SqlType.Bytea, 1)]) { RowCount = 1 };
    private int[] _numberOf = new int[Batch.DefaultCapacity];

    /// <summary>A change begins.</summary>
    public void Begin()
    {
        if (!isShared)
            Clear();
    }

    /// <summary>Forgets all keys.</summary>
    public void Clear() => _seen.Clear();

    /// <summary>Adds the key of one row; false when it has come before.</summary>
    public bool Add(ReadOnlySpan<byte> key)
    {
        var known = _seen.Count;
        _seen.FindOrAdd(KeyOf(key), _single, _numberOf);
        return _seen.Count > known;
    }

    /// <summary>Whether the key of a row has come before.</summary>
    public bool Contains(ReadOnlySpan<byte> key)
    {
        _seen.Find(KeyOf(key), _single, _numberOf);
        return _numberOf[0] >= 0;
    }

    /// <summary>Takes rows out of a batch's selection whose key has come before.</summary>
    public void Exclude(Batch batch, int keyPlace)
    {
        if (_numberOf.Length < batch.RowCount)
            _numberOf = new int[batch.RowCount];
        _key[0] = batch.Columns[keyPlace];
        var next = _seen.Count;
        _seen.FindOrAdd(_key, batch, _numberOf);
        var rows = RowList.Of(batch);
        var target = batch.OwnSelection();
        batch.Select(target, _new.Select(rows, _numberOf, next, _seen.Count, target));
    }

    private ColumnVector[] KeyOf(ReadOnlySpan<byte> key)
    {
        _single.Columns[0].Clear();
        _single.Columns[0].SetDatum(0, Datum.FromBytes(key.ToArray()));
        return _single.Columns;
    }
}
