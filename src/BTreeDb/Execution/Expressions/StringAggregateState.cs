using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>string_agg: each value behind its delimiter; the first delimiter falls away.</summary>
internal sealed class StringAggregateState : AggregateState
{
    private readonly GroupArray<Text> _texts = new();
    private long _bytes;

    public override long MemoryBytes => _texts.MemoryBytes + _bytes;

    public override bool IsCollecting => true;

    public override void EnsureGroups(int groupCount) => _texts.Ensure(groupCount);

    public override void Reset()
    {
        _texts.Clear();
        _bytes = 0;
    }

    public override void Update(ColumnVector? argument, ReadOnlySpan<int> groupOf, Batch batch) =>
        throw new NotSupportedException();

    public override void UpdateSingle(ColumnVector? argument, Batch batch) => throw new NotSupportedException();

    public override void Update(ColumnVector[] arguments, ReadOnlySpan<int> groupOf, Batch batch)
    {
        foreach (var row in RowList.Of(batch))
            Take(arguments, row, groupOf[row]);
    }

    public override void UpdateSingle(ColumnVector[] arguments, Batch batch)
    {
        foreach (var row in RowList.Of(batch))
            Take(arguments, row, 0);
    }

    /// <summary>The first delimiter of the other text is not kept, so texts cannot be merged.</summary>
    public override void Merge(AggregateState other, int first, ReadOnlySpan<int> groupOf) =>
        throw new NotSupportedException();

    public override void Finish(int firstGroup, int count, ColumnVector target)
    {
        var values = target.ValuesOf<TextView>();
        for (var i = 0; i < count; i++)
        {
            ref var text = ref _texts[firstGroup + i];
            if (text.Bytes is null)
                target.Nulls.SetNull(i);
            else
                values[i] = target.Arena.Add(text.Bytes.AsSpan(0, text.Length));
        }
    }

    private void Take(ColumnVector[] arguments, int row, int group)
    {
        if (arguments[0].IsNull(row))
            return;
        ref var text = ref _texts[group];
        if (text.Bytes is null)
            text.Bytes = new byte[32];
        else if (!arguments[1].IsNull(row))
            Append(ref text, arguments[1].ValuesOf<TextView>()[arguments[1].IndexOf(row)]);
        Append(ref text, arguments[0].ValuesOf<TextView>()[arguments[0].IndexOf(row)]);
    }

    private void Append(ref Text text, in TextView added)
    {
        if (added.Length > Array.MaxLength / 2 - text.Length)
            throw ExpressionErrors.TextTooLong();
        var needed = text.Length + added.Length;
        if (needed > text.Bytes!.Length)
        {
            _bytes += Math.Max(needed, text.Bytes.Length * 2) - text.Bytes.Length;
            Array.Resize(ref text.Bytes, Math.Max(needed, text.Bytes.Length * 2));
        }

        added.Span.CopyTo(text.Bytes.AsSpan(text.Length));
        text.Length = needed;
    }

    private struct Text
    {
        public byte[]? Bytes;
        public int Length;
    }
}
