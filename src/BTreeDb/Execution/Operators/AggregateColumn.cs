using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>One aggregate of a grouping: takes batches in, says which rows count, and writes results.</summary>
internal abstract class AggregateColumn(VectorExpression? filter, SqlType type)
{
    private int[] _rows = [];
    private Batch? _filtered;

    /// <summary>The result's type.</summary>
    public SqlType Type => type;

    /// <summary>Bytes held, about; without what is on disk.</summary>
    public abstract long MemoryBytes { get; }

    /// <summary>Forgets everything.</summary>
    public abstract void Reset();

    /// <summary>Makes groups exist.</summary>
    public abstract void EnsureGroups(int count);

    /// <summary>Takes a batch in; <paramref name="groupOf"/> is null when there is only group 0.</summary>
    public void Update(Batch batch, int[]? groupOf, StatementContext context)
    {
        var counted = filter is null ? batch : Filtered(batch, context);
        if (counted.Count > 0)
            Take(counted, groupOf, context);
    }

    /// <summary>Ends the input: what was put aside is taken in. Called once before the first result is written.</summary>
    public virtual void Complete(StatementContext context)
    {
    }

    /// <summary>
    /// Adds group <c>first + i</c> of the same aggregate of a worker to group <c>groupOf[i]</c>. Only those that
    /// <see cref="Planning.Physical.ParallelPipeline"/> lets workers share can do it.
    /// </summary>
    public virtual void Merge(AggregateColumn worker, int first, ReadOnlySpan<int> groupOf) =>
        throw new NotSupportedException();

    /// <summary>
    /// Takes the values that the same aggregate of a worker has seen where each counts once; they belong to the group that
    /// <paramref name="groupOf"/> gives for the worker's, to the only one if it is null.
    /// </summary>
    public virtual void MergeDistinct(AggregateColumn worker, int[]? groupOf, StatementContext context)
    {
    }

    /// <summary>Writes results of consecutive groups.</summary>
    public abstract void Finish(int first, int count, ColumnVector target);

    /// <summary>Takes the counted rows of a batch in.</summary>
    protected abstract void Take(Batch batch, int[]? groupOf, StatementContext context);

    /// <summary>
    /// The rows of which the filter is true, as a batch with the same vectors: the caller's own selection must stay.
    /// </summary>
    private Batch Filtered(Batch batch, StatementContext context)
    {
        var condition = (ColumnVector<byte>)filter!.Evaluate(batch, context.Evaluation);
        if (_rows.Length < batch.RowCount)
            _rows = new int[batch.RowCount];
        var kept = 0;
        foreach (var row in RowList.Of(batch))
        {
            _rows[kept] = row;
            if (!condition.IsNull(row) && condition.Values[condition.IndexOf(row)] != 0)
                kept++;
        }

        _filtered = _filtered is not null && ReferenceEquals(_filtered.Columns, batch.Columns)
            ? _filtered
            : new Batch(batch.Columns);
        _filtered.RowCount = batch.RowCount;
        _filtered.Select(_rows, kept);
        return _filtered;
    }
}
