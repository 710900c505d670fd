using BTreeDb.Execution.Spilling;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// Each different row once, handed on as soon as it is seen first. Once the table is full, unknown rows go to disk and
/// are worked on at the end.
/// </summary>
internal sealed class DistinctOperator(Operator input, SqlType[] types) : UnaryOperator(input)
{
    private readonly KeyTable _seen = KeyTable.Create(types);
    private readonly GroupSpill _spill = new(types);
    private readonly NewKeys _new = new();
    private int[] _numberOf = new int[Batch.DefaultCapacity];
    private ulong[] _hashes = new ulong[Batch.DefaultCapacity];
    private IBatchSource _source = null!;
    private SpilledRows? _spilled;

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        _seen.Clear();
        base.Open(context);
        _source = Input;
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (true)
        {
            Context.CheckCancellation();
            if (_source.Next() is { } batch)
            {
                if (batch.Count > 0 && NewRows(batch) is { } unseen)
                    return unseen;
                continue;
            }
            _spill.Finish();
            _spilled?.Dispose();
            _spilled = null;
            if (!_spill.TryTake(out var rows))
                return null;
            _seen.Clear();
            _spilled = rows;
            _source = rows!;
        }
    }

    /// <inheritdoc/>
    public override void Close()
    {
        _spilled?.Dispose();
        _spilled = null;
        _spill.Dispose();
        _seen.Clear();
        base.Close();
    }

    private Batch? NewRows(Batch batch)
    {
        Reserve(batch.RowCount);
        if (_spill.IsActive)
        {
            _seen.Find(batch.Columns, batch, _numberOf);
            HashRows(batch);
            _spill.SeparateUnknown(batch, _numberOf, _hashes);
            return null;
        }
        var known = _seen.Count;
        _seen.FindOrAdd(batch.Columns, batch, _numberOf);
        var unseen = Keep(batch, known);
        if (_spill.IsNeeded(Context, _seen.MemoryBytes))
            _spill.Start(Context.SpillStorage);
        return unseen;
    }

    private Batch? Keep(Batch batch, int known)
    {
        var rows = RowList.Of(batch);
        var target = batch.OwnSelection();
        var kept = _new.Select(rows, _numberOf, known, _seen.Count, target);
        if (kept == 0)
            return null;
        batch.Select(target, kept);
        return batch;
    }

    private void HashRows(Batch batch)
    {
        for (var i = 0; i < batch.Columns.Length; i++)
            VectorHash.Column(batch.Columns[i], batch, _hashes, combine: i > 0);
    }

    private void Reserve(int count)
    {
        if (_numberOf.Length >= count)
            return;
        _numberOf = new int[count];
        _hashes = new ulong[count];
    }
}
