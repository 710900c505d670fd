using System.Runtime.CompilerServices;
using BTreeDb.Execution.Vectors;
using BTreeDb.Transactions;

namespace BTreeDb.Tables;

/// <summary>
/// Finds the records of a cursor's block that satisfy conditions, one condition after the other: each decodes its own
/// columns, and only of the records that the ones before have left.
/// </summary>
internal sealed unsafe class ScanFilter
{
    private readonly ScanCondition[] _conditions;
    private readonly RowProjection[] _projections;
    private readonly bool _needsKeys;
    private readonly int[] _offsets = new int[Batch.DefaultCapacity];
    private readonly int[] _lengths = new int[Batch.DefaultCapacity];
    private readonly int[] _keyOffsets = new int[Batch.DefaultCapacity];
    private readonly int[] _keyLengths = new int[Batch.DefaultCapacity];
    private readonly RowBlock _keys = new(Batch.DefaultCapacity);

    /// <summary>A filter for a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="conditions">The conditions in their order.</param>
    /// <param name="needsKeys">Whether the caller wants the keys of what is left.</param>
    public ScanFilter(Table table, ScanCondition[] conditions, bool needsKeys)
    {
        _conditions = conditions;
        _needsKeys = needsKeys;
        _projections = new RowProjection[conditions.Length];
        for (var i = 0; i < conditions.Length; i++)
        {
            _projections[i] = new RowProjection(table, conditions[i].Ordinals, withRowKey: false, Batch.DefaultCapacity);
            _needsKeys |= _projections[i].NeedsKeys;
        }
    }

    /// <summary>The records that are left: where their values begin.</summary>
    public ReadOnlySpan<int> Offsets => _offsets;

    /// <summary>Lengths of their values.</summary>
    public ReadOnlySpan<int> Lengths => _lengths;

    /// <summary>The memory that holds their keys.</summary>
    public byte* KeyBytes => _keys.Bytes;

    /// <summary>Where their keys begin.</summary>
    public ReadOnlySpan<int> KeyOffsets => _keyOffsets;

    /// <summary>Lengths of their keys.</summary>
    public ReadOnlySpan<int> KeyLengths => _keyLengths;

    /// <summary>
    /// Tests records of a cursor's block and returns how many are left. Fewer than <paramref name="count"/> are tested when
    /// their keys are long; then it says how many.
    /// </summary>
    public int Apply(VersionedCursor cursor, int first, ref int count)
    {
        if (_needsKeys)
            count = TakeKeys(cursor, first, count);
        cursor.ValueOffsets.Slice(first, count).CopyTo(_offsets);
        cursor.ValueLengths.Slice(first, count).CopyTo(_lengths);
        var left = count;
        for (var i = 0; i < _conditions.Length && left > 0; i++)
        {
            if (!_conditions[i].IsActive)
                continue;
            var projection = _projections[i];
            projection.Begin();
            if (projection.NeedsKeys)
                projection.DecodeKeys(_keys.Bytes, _keyOffsets, _keyLengths, left, 0);
            projection.DecodeRows(cursor.Base, _offsets, _lengths, left, 0);
            projection.End(left);
            _conditions[i].Select(projection.Output);
            left = Keep(projection.Output);
        }

        return left;
    }

    private int TakeKeys(VersionedCursor cursor, int first, int count)
    {
        _keys.Clear();
        for (var i = 0; i < count; i++)
        {
            if (!_keys.TryAdd(cursor.Key(first + i)))
                break;
        }

        _keys.Offsets.AsSpan(0, _keys.Count).CopyTo(_keyOffsets);
        _keys.Lengths.AsSpan(0, _keys.Count).CopyTo(_keyLengths);
        return _keys.Count;
    }

    /// <summary>Closes the ranks of what is selected.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Keep(Batch batch)
    {
        if (batch.Selection is not { } selection)
            return batch.RowCount;
        var rows = selection.AsSpan(0, batch.SelectionCount);
        for (var i = 0; i < rows.Length; i++)
        {
            _offsets[i] = _offsets[rows[i]];
            _lengths[i] = _lengths[rows[i]];
        }

        if (_needsKeys)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                _keyOffsets[i] = _keyOffsets[rows[i]];
                _keyLengths[i] = _keyLengths[rows[i]];
            }
        }

        return rows.Length;
    }
}
