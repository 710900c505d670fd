using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>Aggregates without GROUP BY: one group, also over no rows.</summary>
internal sealed class UngroupedAggregateOperator : AggregateOperator
{
    private static readonly int[] OnlyGroup = [0];
    private readonly AggregateColumn[] _aggregates;
    private readonly Batch _output;
    private bool _isRead;
    private bool _isDone;

    /// <summary>Aggregates an input.</summary>
    public UngroupedAggregateOperator(Operator input, AggregateColumn[] aggregates)
        : base(input)
    {
        _aggregates = aggregates;
        var columns = new ColumnVector[aggregates.Length];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = ColumnVector.Create(aggregates[i].Type);
        _output = new Batch(columns) { RowCount = 1 };
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (_isDone)
            return null;
        _isDone = true;
        if (!_isRead)
            ReadInput();
        for (var i = 0; i < _aggregates.Length; i++)
            _aggregates[i].Finish(0, 1, _output.Columns[i]);
        _output.SelectAll();
        return _output;
    }

    /// <inheritdoc/>
    public override void ReadInput()
    {
        _isRead = true;
        foreach (var aggregate in _aggregates)
        {
            aggregate.Reset();
            aggregate.EnsureGroups(1);
        }
        while (Input.Next() is { } batch)
        {
            Context.CheckCancellation();
            if (batch.Count == 0)
                continue;
            foreach (var aggregate in _aggregates)
                aggregate.Update(batch, null, Context);
        }
        if (Readers == 1)
            Complete();
    }

    /// <inheritdoc/>
    public override void MergeFrom(WorkerOperators<AggregateOperator> workers)
    {
        for (var worker = 0; worker < workers.Count; worker++)
        {
            var other = (UngroupedAggregateOperator)workers[worker];
            for (var i = 0; i < _aggregates.Length; i++)
            {
                _aggregates[i].Merge(other._aggregates[i], 0, OnlyGroup);
                _aggregates[i].MergeDistinct(other._aggregates[i], null, Context);
            }
        }

        Complete();
    }

    /// <inheritdoc/>
    protected override void Begin() => _isRead = _isDone = false;

    private void Complete()
    {
        foreach (var aggregate in _aggregates)
            aggregate.Complete(Context);
    }
}
