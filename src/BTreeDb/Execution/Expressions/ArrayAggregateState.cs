using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;
using BTreeDb.Types.Arrays;

namespace BTreeDb.Execution.Expressions;

/// <summary>array_agg: all values, NULLs among them; of arrays, an array of one dimension more.</summary>
internal sealed class ArrayAggregateState(SqlType argument) : AggregateState
{
    private readonly GroupArray<Collected> _groups = new();
    private readonly ByteWriter _writer = new();
    private long _bytes;

    public override long MemoryBytes => _groups.MemoryBytes + _bytes;

    public override bool IsCollecting => true;

    public override void EnsureGroups(int groupCount) => _groups.Ensure(groupCount);

    public override void Reset()
    {
        _groups.Clear();
        _bytes = 0;
    }

    public override void Update(ColumnVector? vector, ReadOnlySpan<int> groupOf, Batch batch)
    {
        foreach (var row in RowList.Of(batch))
            Take(vector!, row, groupOf[row]);
    }

    public override void UpdateSingle(ColumnVector? vector, Batch batch)
    {
        foreach (var row in RowList.Of(batch))
            Take(vector!, row, 0);
    }

    /// <summary>Nobody merges what keeps all that it was given.</summary>
    public override void Merge(AggregateState other, int first, ReadOnlySpan<int> groupOf) =>
        throw new NotSupportedException();

    public override void Finish(int firstGroup, int count, ColumnVector target)
    {
        var values = target.ValuesOf<TextView>();
        for (var i = 0; i < count; i++)
        {
            ref var group = ref _groups[firstGroup + i];
            if (group.Builder is null)
            {
                target.Nulls.SetNull(i);
                continue;
            }

            _writer.Reset();
            if (group.Inner is null)
                group.Builder.Finish(_writer);
            else
                group.Builder.Finish(_writer, Nested(group));
            values[i] = target.Arena.Add(_writer.Written);
        }
    }

    private static ArrayShape Nested(in Collected group)
    {
        var shape = new ArrayShape();
        shape.Add(group.Count, 1);
        for (var i = 0; i < group.Inner!.Dimensions; i++)
            shape.Add(group.Inner.Lengths[i], group.Inner.Lowers[i]);
        return shape;
    }

    private void Take(ColumnVector vector, int row, int number)
    {
        ref var group = ref _groups[number];
        var builder = group.Builder;
        if (builder is null)
        {
            group.Builder = builder = new ArrayBuilder();
            builder.Begin(argument.Id == TypeId.Array ? argument.Element : argument.Id);
        }

        var before = builder.MemoryBytes;
        if (argument.Id == TypeId.Array)
            TakeArray(ref group, vector, row);
        else
            ElementVector.Add(builder, vector, row);
        group.Count++;
        _bytes += builder.MemoryBytes - before;
    }

    private static void TakeArray(ref Collected group, ColumnVector vector, int row)
    {
        if (vector.IsNull(row))
            throw ExpressionErrors.NullArrayAccumulated();
        var array = new ArrayView(vector.ValuesOf<TextView>()[vector.IndexOf(row)].Span);
        if (array.Count == 0)
            throw ExpressionErrors.EmptyArrayAccumulated();
        if (group.Inner is null)
        {
            group.Inner = new ArrayShape();
            group.Inner.Take(array);
        }
        else if (!IsOfShape(array, group.Inner))
        {
            throw ExpressionErrors.DifferentArraysAccumulated();
        }

        group.Builder!.AddAll(array);
    }

    private static bool IsOfShape(in ArrayView array, ArrayShape shape)
    {
        if (array.Dimensions != shape.Dimensions)
            return false;
        for (var i = 0; i < shape.Dimensions; i++)
        {
            if (array.LengthOf(i) != shape.Lengths[i])
                return false;
        }

        return true;
    }

    private struct Collected
    {
        public ArrayBuilder? Builder;
        public ArrayShape? Inner;
        public int Count;
    }
}
