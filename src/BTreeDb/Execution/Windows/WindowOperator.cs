using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Windows;

/// <summary>
/// Adds the results of functions over one window. Reads its ordered input partition by partition, several small ones at a
/// time, keeps their rows, and yields them block by block with the results.
/// </summary>
internal sealed class WindowOperator : UnaryOperator
{
    private readonly WindowFrame _frame;
    private readonly WindowColumn[] _functions;
    private readonly WindowGroups _groups;
    private readonly RowBlocks _rows;
    private readonly WindowBlock _block;
    private readonly ColumnVector[] _columns;
    private readonly Batch _output;
    private Batch? _pending;
    private int _pendingPlace;
    private int _next;
    private bool _isStarted;

    /// <summary>Computes functions over rows of these types.</summary>
    public WindowOperator(
        Operator input, SqlType[] types, WindowGroups groups, WindowFrame frame, WindowColumn[] functions)
        : base(input)
    {
        (_groups, _frame, _functions) = (groups, frame, functions);
        _rows = new RowBlocks(types);
        _block = new WindowBlock(_rows);
        _columns = new ColumnVector[types.Length + functions.Length];
        for (var i = 0; i < functions.Length; i++)
            _columns[types.Length + i] = functions[i].Result;
        _output = new Batch(_columns);
    }

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        Reset();
        base.Open(context);
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        Context.CheckCancellation();
        if (_next >= _rows.Count && !Read())
            return null;
        _block.First = _next;
        _block.Count = Math.Min(Batch.DefaultCapacity, _rows.Count - _next);
        _frame.Describe(_block, _groups);
        foreach (var function in _functions)
            function.Compute(_block, Context);
        // Last: what functions have read may have taken the block's place in memory.
        var columns = _rows.BlockOf(_next);
        Array.Copy(columns, _columns, columns.Length);
        _next += _block.Count;
        _output.RowCount = _block.Count;
        _output.SelectAll();
        return _output;
    }

    /// <inheritdoc/>
    public override void Close()
    {
        Reset();
        base.Close();
    }

    private void Reset()
    {
        _rows.Clear();
        _groups.Reset();
        _pending = null;
        _next = 0;
        _isStarted = false;
    }

    /// <summary>Reads whole partitions until there are enough rows for a block; false at the end of the input.</summary>
    private bool Read()
    {
        _rows.Clear();
        _groups.Clear();
        _next = 0;
        while (_pending is not null || NextBatch())
        {
            Context.CheckCancellation();
            if (TakePending())
                break;
        }

        if (_rows.Count == 0)
            return false;
        if (!_isStarted)
            _frame.Start(Context);
        _isStarted = true;
        _frame.Rewind();
        foreach (var function in _functions)
            function.Rewind();
        return true;
    }

    private bool NextBatch()
    {
        _pending = Input.Next();
        _pendingPlace = 0;
        return _pending is not null;
    }

    /// <summary>Takes rows of the pending batch; true when it stops at a partition for which there is no room any more.</summary>
    private bool TakePending()
    {
        var batch = _pending!;
        var rows = RowList.Of(batch);
        var first = _pendingPlace;
        for (var i = first; i < rows.Length; i++)
        {
            var before = i > 0 ? rows[i - 1] : -1;
            var begins = _groups.BeginsPartition(batch.Columns, rows[i], before);
            var number = _rows.Count + i - first;
            if (begins && number >= Batch.DefaultCapacity)
            {
                _rows.Append(batch.Columns, rows[first..i], Context);
                _pendingPlace = i;
                return true;
            }

            _groups.Add(batch.Columns, rows[i], before, number, begins);
        }

        _rows.Append(batch.Columns, rows[first..], Context);
        if (rows.Length > 0)
            _groups.Keep(batch.Columns, rows[^1]);
        _pending = null;
        return false;
    }
}
