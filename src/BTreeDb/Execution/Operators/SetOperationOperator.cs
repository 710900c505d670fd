using BTreeDb.Binding.Queries;
using BTreeDb.Execution.Spilling;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// INTERSECT and EXCEPT: counts each different row on both sides, then yields it as often as the operation says. Rows that
/// a full table does not know go to disk, of both sides by the same partitions.
/// </summary>
internal sealed class SetOperationOperator : Operator
{
    private readonly SetOperationKind _kind;
    private readonly bool _isAll;
    private readonly Operator _left;
    private readonly Operator _right;
    private readonly KeyTable _rows;
    private readonly JoinSpill _spill;
    private readonly GroupCounts _leftCounts = new();
    private readonly GroupCounts _rightCounts = new();
    private readonly ColumnVector[] _keys;
    private readonly ColumnVector[] _output;
    private readonly Batch _outputBatch;
    private readonly int[] _places = new int[Batch.DefaultCapacity];
    private StatementContext _context = null!;
    private int[] _numberOf = new int[Batch.DefaultCapacity];
    private ulong[] _hashes = new ulong[Batch.DefaultCapacity];
    private int _next;
    private int _windowCount;
    private int _windowPlace;
    private long _repeats;
    private bool _isRead;

    /// <summary>Combines two inputs with columns of these types.</summary>
    public SetOperationOperator(SetOperationKind kind, bool isAll, Operator left, Operator right, SqlType[] types)
    {
        (_kind, _isAll, _left, _right) = (kind, isAll, left, right);
        _rows = KeyTable.Create(types);
        _spill = new JoinSpill(types, types);
        _keys = new ColumnVector[types.Length];
        _output = new ColumnVector[types.Length];
        for (var i = 0; i < types.Length; i++)
        {
            _keys[i] = ColumnVector.Create(types[i]);
            _output[i] = ColumnVector.Create(types[i]);
        }
        _outputBatch = new Batch(_output);
    }

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        _context = context;
        _isRead = false;
        Reset();
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (!_isRead)
        {
            _isRead = true;
            ReadInputs();
        }
        while (true)
        {
            _context.CheckCancellation();
            if (Emit() is { } batch)
                return batch;
            if (!_spill.TryTake(out var left, out var right))
                return null;
            using (left)
            using (right)
                ReadStep(left, right);
        }
    }

    /// <inheritdoc/>
    public override void Close()
    {
        _left.Close();
        _right.Close();
        _spill.Dispose();
        Reset();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _left.Dispose();
        _right.Dispose();
    }

    private void Reset()
    {
        _rows.Clear();
        _leftCounts.Clear();
        _rightCounts.Clear();
        _next = _windowCount = _windowPlace = 0;
        _repeats = 0;
    }

    private void ReadInputs()
    {
        _left.Open(_context);
        ReadLeft(_left);
        _left.Close();
        _right.Open(_context);
        ReadRight(_right);
        _right.Close();
        if (_spill.IsActive)
            _spill.Finish();
    }

    private void ReadStep(SpilledRows? left, SpilledRows? right)
    {
        Reset();
        if (left is not null)
            ReadLeft(left);
        if (right is not null)
            ReadRight(right);
        if (_spill.IsActive)
            _spill.Finish();
    }

    private void ReadLeft(IBatchSource source)
    {
        while (source.Next() is { } batch)
        {
            _context.CheckCancellation();
            if (batch.Count == 0)
                continue;
            Reserve(batch.RowCount);
            if (_spill.IsActive)
                _rows.Find(batch.Columns, batch, _numberOf);
            else
                _rows.FindOrAdd(batch.Columns, batch, _numberOf);
            Count(batch, _leftCounts, isLeft: true);
            if (!_spill.IsActive && MustSpill())
                _spill.Start(_context.SpillStorage);
        }
    }

    private void ReadRight(IBatchSource source)
    {
        while (source.Next() is { } batch)
        {
            _context.CheckCancellation();
            if (batch.Count == 0)
                continue;
            Reserve(batch.RowCount);
            _rows.Find(batch.Columns, batch, _numberOf);
            Count(batch, _rightCounts, isLeft: false);
        }
    }

    private bool MustSpill() => _spill.Level == 0
        ? _context.MustSpill(_rows.MemoryBytes)
        : _spill.Level < SpilledPartitions.LevelMax && _rows.MemoryBytes > _context.WorkMemoryBytes;

    private void Count(Batch batch, GroupCounts counts, bool isLeft)
    {
        counts.Ensure(_rows.Count);
        var unknown = 0;
        foreach (var row in RowList.Of(batch))
        {
            if (_numberOf[row] >= 0)
                counts.Increment(_numberOf[row]);
            else
                _places[unknown++] = row;
        }
        if (unknown == 0 || !_spill.IsActive)
            return;
        for (var i = 0; i < batch.Columns.Length; i++)
            VectorHash.Column(batch.Columns[i], batch, _hashes, combine: i > 0);
        var view = new Batch(batch.Columns) { RowCount = batch.RowCount };
        view.Select(_places, unknown);
        if (isLeft)
            _spill.AppendLeft(view, _hashes);
        else
            _spill.AppendRight(view, _hashes);
    }

    private void Reserve(int count)
    {
        if (_numberOf.Length >= count)
            return;
        _numberOf = new int[count];
        _hashes = new ulong[count];
    }

    /// <summary>Fills a batch with the rows that are due; null when the table is used up.</summary>
    private Batch? Emit()
    {
        foreach (var column in _output)
            column.Clear();
        var count = 0;
        while (count < Batch.DefaultCapacity && MoveToDue())
        {
            var repeats = (int)Math.Min(_repeats, Batch.DefaultCapacity - count);
            for (var i = 0; i < repeats; i++, count++)
            {
                for (var c = 0; c < _output.Length; c++)
                    _output[c].CopyRow(_keys[c], _windowPlace - 1, count);
            }
            _repeats -= repeats;
        }
        if (count == 0)
            return null;
        _outputBatch.RowCount = count;
        _outputBatch.SelectAll();
        return _outputBatch;
    }

    /// <summary>Goes on until the current row has repeats left; false at the end.</summary>
    private bool MoveToDue()
    {
        while (_repeats == 0)
        {
            if (_windowPlace == _windowCount && !NextWindow())
                return false;
            var number = _next - _windowCount + _windowPlace++;
            _repeats = RepeatsOf(_leftCounts[number], _rightCounts[number]);
        }
        return true;
    }

    private bool NextWindow()
    {
        _windowPlace = 0;
        _windowCount = Math.Min(Batch.DefaultCapacity, _rows.Count - _next);
        if (_windowCount <= 0)
            return false;
        _leftCounts.Ensure(_rows.Count);
        _rightCounts.Ensure(_rows.Count);
        _rows.CopyKeys(_next, _windowCount, _keys);
        _next += _windowCount;
        return true;
    }

    private long RepeatsOf(long left, long right) => (_kind, _isAll) switch
    {
        (SetOperationKind.Intersect, true) => Math.Min(left, right),
        (SetOperationKind.Intersect, false) => left > 0 && right > 0 ? 1 : 0,
        (_, true) => Math.Max(0, left - right),
        _ => left > 0 && right == 0 ? 1 : 0,
    };
}
