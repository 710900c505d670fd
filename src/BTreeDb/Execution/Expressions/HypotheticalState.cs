using BTreeDb.Binding;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>
/// rank, dense_rank, percent_rank and cume_dist of a row that is not there: rows are compared with it by their normalized
/// keys.
/// </summary>
internal sealed class HypotheticalState(AggregateId aggregate, KeyColumn[] order) : OrderedSetState
{
    private readonly GroupArray<long> _before = new();
    private readonly GroupArray<long> _notBehind = new();
    private readonly GroupArray<long> _different = new();
    private readonly ByteWriter _row = new(64);
    private readonly ByteWriter _wanted = new(64);
    private readonly ByteWriter _last = new(64);
    private int _lastGroup = -1;

    public override bool IgnoresNulls => false;

    public override long MemoryBytes => _before.MemoryBytes + _notBehind.MemoryBytes + _different.MemoryBytes;

    public override void EnsureGroups(int groupCount)
    {
        _before.Ensure(groupCount);
        _notBehind.Ensure(groupCount);
        _different.Ensure(groupCount);
    }

    public override void Reset()
    {
        _before.Clear();
        _notBehind.Clear();
        _different.Clear();
        _lastGroup = -1;
    }

    public override void Update(ColumnVector[] arguments, ReadOnlySpan<int> groupOf, Batch batch)
    {
        for (var row = 0; row < batch.RowCount; row++)
        {
            Encode(_row, arguments.AsSpan(0, order.Length), row);
            Encode(_wanted, arguments.AsSpan(order.Length), row);
            Take(groupOf[row]);
        }
    }

    public override void Finish(int firstGroup, int count, ColumnVector target)
    {
        for (var i = 0; i < count; i++)
        {
            var group = firstGroup + i;
            switch (aggregate)
            {
                case AggregateId.HypotheticalRank:
                    target.ValuesOf<long>()[i] = _before[group] + 1;
                    break;
                case AggregateId.HypotheticalDenseRank:
                    target.ValuesOf<long>()[i] = _different[group] + 1;
                    break;
                case AggregateId.HypotheticalPercentRank:
                    target.ValuesOf<double>()[i] = Counts[group] == 0 ? 0 : (double)_before[group] / Counts[group];
                    break;
                default:
                    target.ValuesOf<double>()[i] = (_notBehind[group] + 1.0) / (Counts[group] + 1);
                    break;
            }
        }
    }

    private void Take(int group)
    {
        var place = _row.Written.SequenceCompareTo(_wanted.Written);
        if (place <= 0)
            _notBehind[group]++;
        if (place < 0)
        {
            _before[group]++;
            if (group != _lastGroup || !_row.Written.SequenceEqual(_last.Written))
                _different[group]++;
        }

        _lastGroup = group;
        _last.Reset();
        _row.Written.CopyTo(_last.Append(_row.Length));
    }

    private void Encode(ByteWriter writer, ReadOnlySpan<ColumnVector> columns, int row)
    {
        writer.Reset();
        VectorEncoder.AppendKey(writer, order, columns, row);
    }
}
