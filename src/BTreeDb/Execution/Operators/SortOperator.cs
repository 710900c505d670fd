using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// Sorts by normalized keys: in memory, or by an external merge once the rows outgrow it. With limits it keeps the first
/// rows only: whenever several times as many have come, the rest is dropped, and from then on rows behind the last kept
/// one are not even stored.
/// </summary>
internal sealed class SortOperator : UnaryOperator
{
    /// <summary>Above this many rows wanted, keeping the first rows pays less than it costs.</summary>
    private const long TopRowsMax = 100_000;

    private readonly ConstantValue? _limit;
    private readonly ConstantValue? _offset;
    private readonly SortKeys _keys;
    private readonly SortRuns _runs;
    private readonly ColumnVector[] _output;
    private readonly Batch _outputBatch;
    private readonly SqlType[] _types;
    private readonly int[] _stored = new int[Batch.DefaultCapacity];
    private readonly int[] _kept = new int[Batch.DefaultCapacity];
    private RowStore _rows;
    private RowStore? _spare;
    private RowLimits _limits;
    private int _cutoff;
    private int _next;
    private long _left;
    private bool _isRead;

    /// <summary>Sorts an input; with a limit it yields only the rows within it.</summary>
    public SortOperator(
        Operator input, SqlType[] types, KeyColumn[] keys, int[] places, ConstantValue? limit, ConstantValue? offset)
        : base(input)
    {
        (_limit, _offset, _types) = (limit, offset, types);
        _keys = new SortKeys(keys, places);
        _runs = new SortRuns(types);
        _rows = new RowStore(types);
        _output = new ColumnVector[types.Length];
        for (var i = 0; i < types.Length; i++)
            _output[i] = ColumnVector.Create(types[i]);
        _outputBatch = new Batch(_output);
    }

    private bool IsTop => _limit is not null && _limits.Total <= TopRowsMax;

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        Reset();
        _isRead = false;
        _limits = RowLimits.Evaluate(_limit, _offset, context);
        base.Open(context);
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (!_isRead)
        {
            _isRead = true;
            if (_limits.Limit > 0)
                Read();
        }
        Context.CheckCancellation();
        return _left <= 0 ? null : _runs.Count > 0 ? NextMerged() : NextStored();
    }

    /// <inheritdoc/>
    public override void Close()
    {
        Reset();
        base.Close();
    }

    private void Reset()
    {
        _runs.Clear();
        _rows.Clear();
        _keys.Clear();
        _cutoff = -1;
        _next = 0;
        _left = 0;
    }

    private void Read()
    {
        while (Input.Next() is { } batch)
        {
            Context.CheckCancellation();
            if (IsTop)
                AddTop(batch);
            else
                Add(batch);
        }
        if (_runs.Count > 0 && _rows.Count > 0)
            WriteRun();
        else if (_runs.Count == 0)
            _keys.Sort();
        _left = _limits.Limit;
        if (_runs.Count > 0)
            StartMerge();
        else
            _next = (int)Math.Min(_limits.Offset, _rows.Count);
    }

    private void Add(Batch batch)
    {
        var rows = RowList.Of(batch);
        foreach (var row in rows)
            _keys.Add(batch, row);
        _rows.Append(batch.Columns, rows);
        if (Context.MustSpill(_keys.MemoryBytes + _rows.MemoryBytes) && _rows.Count > 0)
            WriteRun();
    }

    private void WriteRun()
    {
        _keys.Sort();
        _runs.Write(_rows, _keys, Context);
        _rows.Clear();
        _keys.Clear();
    }

    /// <summary>Stores the rows that may be among the first ones.</summary>
    private void AddTop(Batch batch)
    {
        var count = 0;
        foreach (var row in RowList.Of(batch))
        {
            _keys.Add(batch, row);
            if (_cutoff >= 0 && _keys.CompareLastWith(_cutoff) >= 0)
                _keys.RemoveLast();
            else
                _kept[count++] = row;
        }
        _rows.Append(batch.Columns, _kept.AsSpan(0, count));
        if (_rows.Count >= 2 * _limits.Total + 8 * Batch.DefaultCapacity)
            CutTop();
    }

    /// <summary>Keeps the first rows; the last of them is what later rows must come before.</summary>
    private void CutTop()
    {
        _keys.Sort();
        var kept = (int)_limits.Total;
        var target = _spare ?? new RowStore(_types);
        var batch = new Batch(_output);
        var order = new int[kept];
        for (var i = 0; i < kept; i++)
            order[i] = _keys.Entries[i].Row;
        _keys.Clear();
        for (var first = 0; first < kept; first += Batch.DefaultCapacity)
        {
            var count = Math.Min(Batch.DefaultCapacity, kept - first);
            _rows.Gather(order.AsSpan(first, count), _output);
            batch.RowCount = count;
            for (var i = 0; i < count; i++)
                _keys.Add(batch, i);
            target.Append(_output, RowList.Of(batch));
        }
        _rows.Clear();
        (_spare, _rows) = (_rows, target);
        _cutoff = kept - 1;
    }

    private Batch? NextStored()
    {
        var count = (int)Math.Min(Math.Min(Batch.DefaultCapacity, _rows.Count - _next), _left);
        if (count <= 0)
            return null;
        var entries = _keys.Entries.Slice(_next, count);
        for (var i = 0; i < count; i++)
            _stored[i] = entries[i].Row;
        _rows.Gather(_stored.AsSpan(0, count), _output);
        _next += count;
        return Emit(count);
    }

    private void StartMerge()
    {
        _runs.StartReading();
        for (var skipped = _limits.Offset; skipped > 0 && _runs.Count > 0;)
        {
            ClearOutput();
            var count = _runs.Read(_output);
            if (count > skipped)
            {
                _outputBatch.RowCount = count;
                _next = (int)skipped;
            }
            skipped -= count;
        }
    }

    private Batch? NextMerged()
    {
        if (_next > 0)
            return EmitRest();
        ClearOutput();
        var count = (int)Math.Min(_runs.Read(_output), _left);
        return count == 0 ? null : Emit(count);
    }

    /// <summary>What the skipped rows left of their batch.</summary>
    private Batch EmitRest()
    {
        var rows = _outputBatch.OwnSelection();
        var count = (int)Math.Min(_outputBatch.RowCount - _next, _left);
        for (var i = 0; i < count; i++)
            rows[i] = _next + i;
        _outputBatch.Select(rows, count);
        _next = 0;
        _left -= count;
        return _outputBatch;
    }

    private void ClearOutput()
    {
        foreach (var column in _output)
            column.Clear();
    }

    private Batch Emit(int count)
    {
        _left -= count;
        _outputBatch.RowCount = count;
        _outputBatch.SelectAll();
        return _outputBatch;
    }
}
