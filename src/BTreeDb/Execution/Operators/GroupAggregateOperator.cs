using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// Aggregates groups whose rows follow each other. The rows of the group that a batch ends in are held back until the group has
/// ended, or has become large: so whenever groups are handed on, all of them have ended and nothing is kept.
/// </summary>
internal sealed class GroupAggregateOperator : UnaryOperator
{
    private readonly KeyExpressions _keys;
    private readonly AggregateColumn[] _aggregates;
    private readonly RunNumbers _runs;
    private readonly RowStore _held;
    private readonly RowStore _groupKeys;
    private readonly Batch _heldBatch;
    private readonly Batch _part;
    private readonly ColumnVector[] _output;
    private readonly ColumnVector[] _keyOutput;
    private readonly Batch _outputBatch;
    private readonly RunKey _last;
    private bool _isLastTaken;
    private bool _isRead;
    private bool _isEmitting;
    private int _wanted;
    private int _next;

    /// <summary>Groups an input whose columns have these types.</summary>
    public GroupAggregateOperator(Operator input, KeyExpressions keys, AggregateColumn[] aggregates, SqlType[] inputTypes)
        : base(input)
    {
        (_keys, _aggregates) = (keys, aggregates);
        _runs = new RunNumbers(keys.Types);
        _last = new RunKey(keys.Types);
        _held = new RowStore(inputTypes);
        _heldBatch = new Batch(Array.ConvertAll(inputTypes, static type => ColumnVector.Create(type)));
        _part = new Batch(new ColumnVector[inputTypes.Length]);
        _groupKeys = new RowStore(keys.Types);
        _output = new ColumnVector[keys.Count + aggregates.Length];
        for (var i = 0; i < _output.Length; i++)
            _output[i] = ColumnVector.Create(i < keys.Count ? keys.Types[i] : aggregates[i - keys.Count].Type);
        _keyOutput = _output[..keys.Count];
        _outputBatch = new Batch(_output);
    }

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        Forget();
        base.Open(context);
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (true)
        {
            Context.CheckCancellation();
            if (_isEmitting && _next < _groupKeys.Count)
                return Emit();
            if (_isEmitting)
                ForgetGroups();
            if (_isRead)
                return null;
            if (Input.Next() is not { } batch)
            {
                TakeHeld();
                _isRead = true;
                BeginEmitting();
            }
            else if (batch.Count > 0)
            {
                Read(batch);
            }
        }
    }

    /// <inheritdoc/>
    public override void Close()
    {
        Forget();
        base.Close();
    }

    private void Read(Batch batch)
    {
        var keys = _keys.Evaluate(batch, Context);
        var rows = RowList.Of(batch);
        var start = _last.StartOfLastRun(keys, rows);
        if (start == 0 && _last.IsEqual(keys, rows[0]))
        {
            if (!_isLastTaken && _held.Count + rows.Length <= Batch.DefaultCapacity)
            {
                _held.Append(batch.Columns, rows);
                return;
            }

            TakeHeld();
            Take(batch, rows);
            _isLastTaken = true;
            return;
        }

        TakeHeld();
        if (start > 0)
            Take(batch, rows[..start]);
        _held.Append(batch.Columns, rows[start..]);
        _last.Keep(_keys.Evaluate(batch, Context), rows[^1]);
        _isLastTaken = false;
        if (_groupKeys.Count >= _wanted)
            BeginEmitting();
    }

    private void TakeHeld()
    {
        if (_held.Count == 0)
            return;
        _held.CopyRange(0, _held.Count, _heldBatch.Columns);
        _heldBatch.RowCount = _held.Count;
        _heldBatch.SelectAll();
        Take(_heldBatch, RowList.Of(_heldBatch));
        _held.Clear();
    }

    private void Take(Batch batch, ReadOnlySpan<int> rows)
    {
        Array.Copy(batch.Columns, _part.Columns, batch.Columns.Length);
        _part.RowCount = batch.RowCount;
        var selection = _part.OwnSelection();
        rows.CopyTo(selection);
        _part.Select(selection, rows.Length);
        var keys = _keys.Evaluate(_part, Context);
        _groupKeys.Append(keys, _runs.Number(keys, _part));
        foreach (var aggregate in _aggregates)
        {
            aggregate.EnsureGroups(_groupKeys.Count);
            aggregate.Update(_part, _runs.NumberOf, Context);
        }
    }

    private void BeginEmitting()
    {
        _isEmitting = true;
        _next = 0;
        // A limit may end with the first groups.
        _wanted = Batch.DefaultCapacity;
        foreach (var aggregate in _aggregates)
            aggregate.Complete(Context);
    }

    private Batch Emit()
    {
        var count = Math.Min(Batch.DefaultCapacity, _groupKeys.Count - _next);
        _groupKeys.CopyRange(_next, count, _keyOutput);
        for (var i = 0; i < _aggregates.Length; i++)
            _aggregates[i].Finish(_next, count, _output[_keys.Count + i]);
        _next += count;
        _outputBatch.RowCount = count;
        _outputBatch.SelectAll();
        return _outputBatch;
    }

    private void ForgetGroups()
    {
        _isEmitting = false;
        _groupKeys.Clear();
        _runs.Forget();
        foreach (var aggregate in _aggregates)
            aggregate.Reset();
    }

    private void Forget()
    {
        ForgetGroups();
        _held.Clear();
        _last.Forget();
        _isLastTaken = false;
        _isRead = false;
        _wanted = 1;
        _next = 0;
    }
}
