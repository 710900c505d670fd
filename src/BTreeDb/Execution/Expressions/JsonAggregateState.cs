using BTreeDb.Binding;
using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;
using BTreeDb.Types.Json;

namespace BTreeDb.Execution.Expressions;

/// <summary>
/// json_agg, json_object_agg and their jsonb forms. What comes in is json already, names are text; the parts of a group are
/// kept one after the other and put together at the end.
/// </summary>
/// <param name="isObject">Whether names come with the values.</param>
/// <param name="isBinary">Whether the result is jsonb.</param>
/// <param name="isNested">Whether each value of a json array begins a line, as arrays and rows do.</param>
internal sealed class JsonAggregateState(bool isObject, bool isBinary, bool isNested) : AggregateState
{
    private readonly GroupArray<Collected> _groups = new();
    private readonly ByteWriter _writer = new();
    private readonly JsonbBuilder _builder = new();
    private long _bytes;

    public override long MemoryBytes => _groups.MemoryBytes + _bytes;

    public override bool IsCollecting => true;

    /// <summary>Makes the state for an aggregate whose first argument had a type before it became json.</summary>
    public static JsonAggregateState Of(AggregateId aggregate, SqlType argument, SqlType result) => new(
        aggregate == AggregateId.JsonObjectAgg, result.Id == TypeId.Jsonb, argument.Id is TypeId.Array or TypeId.Record);

    public override void EnsureGroups(int groupCount) => _groups.Ensure(groupCount);

    public override void Reset()
    {
        _groups.Clear();
        _bytes = 0;
    }

    public override void Update(ColumnVector? vector, ReadOnlySpan<int> groupOf, Batch batch) =>
        throw new NotSupportedException();

    public override void UpdateSingle(ColumnVector? vector, Batch batch) => throw new NotSupportedException();

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

    /// <summary>Nobody merges what keeps all that it was given.</summary>
    public override void Merge(AggregateState other, int first, ReadOnlySpan<int> groupOf) =>
        throw new NotSupportedException();

    public override void Finish(int firstGroup, int count, ColumnVector target)
    {
        var values = target.ValuesOf<TextView>();
        for (var i = 0; i < count; i++)
        {
            ref var group = ref _groups[firstGroup + i];
            if (group.Parts is null)
            {
                target.Nulls.SetNull(i);
                continue;
            }

            if (isBinary)
                values[i] = target.Arena.Add(Build(group));
            else
                values[i] = target.Arena.Add(Write(group));
        }
    }

    private void Take(ColumnVector[] arguments, int row, int number)
    {
        if (isObject && arguments[0].IsNull(row))
            throw JsonErrors.NullFieldName();
        ref var group = ref _groups[number];
        group.Parts ??= new ByteWriter();
        group.Ends ??= [];
        var before = group.Parts.Length;
        foreach (var vector in arguments)
        {
            if (!vector.IsNull(row))
                group.Parts.Append(vector.ValuesOf<TextView>()[vector.IndexOf(row)].Span);
            else if (isBinary)
                group.Parts.Append((byte)JsonKind.Null);
            else
                group.Parts.Append("null"u8);
            group.Ends.Add(group.Parts.Length);
        }

        _bytes += group.Parts.Length - before + sizeof(int) * arguments.Length;
    }

    private ReadOnlySpan<byte> Build(in Collected group)
    {
        _builder.Reset();
        if (isObject)
            _builder.BeginObject();
        else
            _builder.BeginArray();
        for (var i = 0; i < group.Ends!.Count; i++)
        {
            if (isObject && i % 2 == 0)
                _builder.AddKey(group[i]);
            else
                _builder.Add(group[i]);
        }

        _builder.End();
        return _builder.Result;
    }

    private ReadOnlySpan<byte> Write(in Collected group)
    {
        _writer.Reset();
        _writer.Append(isObject ? "{ "u8 : "["u8);
        for (var i = 0; i < group.Ends!.Count; i++)
        {
            if (isObject && i % 2 != 0)
                _writer.Append(" : "u8);
            else if (i > 0)
                _writer.Append(isNested && !group[i].SequenceEqual("null"u8) ? ", \n "u8 : ", "u8);
            if (isObject && i % 2 == 0)
                JsonText.WriteString(_writer, group[i]);
            else
                _writer.Append(group[i]);
        }

        _writer.Append(isObject ? " }"u8 : "]"u8);
        return _writer.Written;
    }

    private struct Collected
    {
        public ByteWriter? Parts;
        public List<int>? Ends;

        public readonly ReadOnlySpan<byte> this[int part]
        {
            get
            {
                var start = part == 0 ? 0 : Ends![part - 1];
                return Parts!.Written[start..Ends![part]];
            }
        }
    }
}
