using BTreeDb.Execution.Spilling;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// Groups by hash. Once the groups outgrow the memory, rows of groups that are already there are still taken in, the
/// others go to disk by partitions, which are then grouped one after the other (as PostgreSQL's hash aggregation does). Each
/// of several readers does so with its part of the memory; what they have put on disk is read again when their groups have
/// been merged.
/// </summary>
internal sealed class HashAggregateOperator : AggregateOperator
{
    private readonly KeyExpressions _keys;
    private readonly AggregateColumn[] _aggregates;
    private readonly int[] _emptySets;
    private readonly KeyTable _groups;
    private readonly GroupSpill _spill;
    private readonly ColumnVector[] _output;
    private readonly ColumnVector[] _keyOutput;
    private readonly Batch _outputBatch;
    private readonly Queue<SpilledRows> _unread = new();
    private int[] _groupOf = new int[Batch.DefaultCapacity];
    private int _nextGroup;
    private bool _isRead;

    /// <summary>Groups an input whose columns have these types.</summary>
    public HashAggregateOperator(
        Operator input, KeyExpressions keys, AggregateColumn[] aggregates, SqlType[] inputTypes, int[]? emptySets = null)
        : base(input)
    {
        (_keys, _aggregates, _emptySets) = (keys, aggregates, emptySets ?? []);
        _groups = KeyTable.Create(keys.Types);
        _spill = new GroupSpill(inputTypes);
        _output = new ColumnVector[keys.Count + aggregates.Length];
        for (var i = 0; i < keys.Count; i++)
            _output[i] = ColumnVector.Create(keys.Types[i]);
        for (var i = 0; i < aggregates.Length; i++)
            _output[keys.Count + i] = ColumnVector.Create(aggregates[i].Type);
        _keyOutput = _output[..keys.Count];
        _outputBatch = new Batch(_output);
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (!_isRead)
            ReadInput();
        while (_nextGroup >= _groups.Count)
        {
            if (!_spill.TryTake(out var rows))
                return null;
            using (rows)
            {
                Reset();
                Read(rows!);
            }
        }
        return Emit();
    }

    /// <inheritdoc/>
    public override void Close()
    {
        _spill.Dispose();
        while (_unread.TryDequeue(out var rows))
            rows.Dispose();
        Reset();
        base.Close();
    }

    /// <inheritdoc/>
    public override void ReadInput()
    {
        _isRead = true;
        AddEmptySets();
        Read(Input);
    }

    /// <inheritdoc/>
    public override void MergeFrom(WorkerOperators<AggregateOperator> workers)
    {
        _spill.TakeAll(_unread);
        for (var i = 0; i < workers.Count; i++)
        {
            var worker = (HashAggregateOperator)workers[i];
            worker._spill.TakeAll(_unread);
            MergeGroups(worker);
            worker.Reset();
        }

        Readers = 1;
        while (_unread.TryDequeue(out var rows))
        {
            using (rows)
                Take(rows);
        }

        Finish();
    }

    private void MergeGroups(HashAggregateOperator other)
    {
        var mergedAs = new int[other._groups.Count];
        for (var first = 0; first < other._groups.Count; first += Batch.DefaultCapacity)
        {
            Context.CheckCancellation();
            var count = Math.Min(Batch.DefaultCapacity, other._groups.Count - first);
            other._groups.CopyKeys(first, count, other._keyOutput);
            _outputBatch.RowCount = count;
            _outputBatch.SelectAll();
            _groups.FindOrAdd(other._keyOutput, _outputBatch, _groupOf);
            for (var i = 0; i < _aggregates.Length; i++)
            {
                _aggregates[i].EnsureGroups(_groups.Count);
                _aggregates[i].Merge(other._aggregates[i], first, _groupOf.AsSpan(0, count));
            }

            _groupOf.AsSpan(0, count).CopyTo(mergedAs.AsSpan(first));
        }

        for (var i = 0; i < _aggregates.Length; i++)
            _aggregates[i].MergeDistinct(other._aggregates[i], mergedAs, Context);
    }

    /// <inheritdoc/>
    protected override void Begin()
    {
        Reset();
        _isRead = false;
    }

    private void Reset()
    {
        _nextGroup = 0;
        _groups.Clear();
        foreach (var aggregate in _aggregates)
            aggregate.Reset();
    }

    private void Read(IBatchSource source)
    {
        Take(source);
        Finish();
    }

    private void Finish()
    {
        _spill.Finish();
        foreach (var aggregate in _aggregates)
        {
            if (Readers == 1)
                aggregate.Complete(Context);
        }
    }

    private void Take(IBatchSource source)
    {
        while (source.Next() is { } batch)
        {
            Context.CheckCancellation();
            if (batch.Count == 0)
                continue;
            if (_groupOf.Length < batch.RowCount)
                _groupOf = new int[batch.RowCount];
            var keys = _keys.Evaluate(batch, Context);
            if (_spill.IsActive)
                batch = Known(keys, batch);
            else
                _groups.FindOrAdd(keys, batch, _groupOf);
            Update(batch);
            if (!_spill.IsActive && _spill.IsNeeded(Context, MemoryBytes() * Readers))
                _spill.Start(Context.SpillStorage);
        }
    }

    /// <summary>The groups of grouping sets without keys are there whatever comes: all keys are NULL but the set's number.</summary>
    private void AddEmptySets()
    {
        foreach (var set in _emptySets)
        {
            for (var i = 0; i < _keys.Count; i++)
                _output[i].SetConstant(Datum.Null);
            _output[_keys.Count - 1].SetConstant(Datum.FromInt64(set));
            _outputBatch.RowCount = 1;
            _outputBatch.SelectAll();
            _groups.FindOrAdd(_output[.._keys.Count], _outputBatch, _groupOf);
        }

        foreach (var aggregate in _aggregates)
            aggregate.EnsureGroups(_groups.Count);
    }

    /// <summary>The rows whose group is in memory; the others are sent to disk.</summary>
    private Batch Known(ColumnVector[] keys, Batch batch)
    {
        _groups.Find(keys, batch, _groupOf);
        return _spill.SeparateUnknown(batch, _groupOf, _keys.Hash(batch));
    }

    private void Update(Batch batch)
    {
        foreach (var aggregate in _aggregates)
        {
            aggregate.EnsureGroups(_groups.Count);
            aggregate.Update(batch, _groupOf, Context);
        }
    }

    private long MemoryBytes()
    {
        var bytes = _groups.MemoryBytes;
        foreach (var aggregate in _aggregates)
            bytes += aggregate.MemoryBytes;
        return bytes;
    }

    private Batch Emit()
    {
        var count = Math.Min(Batch.DefaultCapacity, _groups.Count - _nextGroup);
        _groups.CopyKeys(_nextGroup, count, _output);
        for (var i = 0; i < _aggregates.Length; i++)
            _aggregates[i].Finish(_nextGroup, count, _output[_keys.Count + i]);
        _nextGroup += count;
        _outputBatch.RowCount = count;
        _outputBatch.SelectAll();
        return _outputBatch;
    }
}
