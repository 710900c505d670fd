using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// The rows that one thread sorts: all of a sort's input, or what one of several readers has taken. In memory, or in sorted
/// runs once they outgrow it. Where only the first rows are wanted, it keeps these: whenever several times as many have come,
/// the rest is dropped, and from then on rows behind the last kept one are not even stored.
/// </summary>
internal sealed class SortPart(SqlType[] types, KeyColumn[] keys, int[] places)
{
    private readonly int[] _kept = new int[Batch.DefaultCapacity];
    private readonly ValueComparer? _comparer = IsNumber(keys[0]) ? ValueComparer.Create(keys[0].Type) : null;
    private readonly ColumnVector? _bound = IsNumber(keys[0]) ? ColumnVector.Create(keys[0].Type, 1) : null;
    private ColumnVector[]? _moved;
    private RowStore? _spare;
    private int _cutoff = -1;

    /// <summary>The rows in memory.</summary>
    public RowStore Rows { get; private set; } = new(types);

    /// <summary>The keys of the rows in memory; sorted after <see cref="Read"/>.</summary>
    public SortKeys Keys { get; } = new(keys, places);

    /// <summary>The rows on disk.</summary>
    public SortRuns Runs { get; } = new(types);

    /// <summary>Forgets all rows.</summary>
    public void Clear()
    {
        Runs.Clear();
        Rows.Clear();
        Keys.Clear();
        _cutoff = -1;
    }

    /// <summary>Reads and sorts all rows of a source.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="context">The context of the thread that reads.</param>
    /// <param name="first">How many of the first rows are wanted; -1 for all.</param>
    /// <param name="parts">How many parts share the memory.</param>
    public void Read(IBatchSource source, StatementContext context, long first, int parts)
    {
        while (source.Next() is { } batch)
        {
            context.CheckCancellation();
            if (first < 0)
                Add(batch, context, parts);
            else
                AddTop(batch, first);
        }

        if (Runs.Count > 0)
            WriteRest(context);
        else
            Keys.Sort();
    }

    /// <summary>Writes the rows in memory, if there are any, as a run.</summary>
    public void WriteRest(StatementContext context)
    {
        if (Rows.Count == 0)
            return;
        Keys.Sort();
        Runs.Write(Rows, Keys, context);
        Rows.Clear();
        Keys.Clear();
    }

    private static bool IsNumber(in KeyColumn key) =>
        key.Type.Physical is PhysicalType.Int16 or PhysicalType.Int32 or PhysicalType.Int64 or PhysicalType.Single or PhysicalType.Double;

    private void Add(Batch batch, StatementContext context, int parts)
    {
        var rows = RowList.Of(batch);
        foreach (var row in rows)
            Keys.Add(batch, row);
        Rows.Append(batch.Columns, rows);
        if (context.MustSpill((Keys.MemoryBytes + Rows.MemoryBytes) * parts))
            WriteRest(context);
    }

    /// <summary>Stores the rows that may be among the first ones.</summary>
    private void AddTop(Batch batch, long first)
    {
        var count = 0;
        foreach (var row in NotBehindLast(batch))
        {
            Keys.Add(batch, row);
            if (_cutoff >= 0 && Keys.CompareLastWith(_cutoff) >= 0)
                Keys.RemoveLast();
            else
                _kept[count++] = row;
        }
        Rows.Append(batch.Columns, _kept.AsSpan(0, count));
        if (Rows.Count >= 2 * first + 8 * Batch.DefaultCapacity)
            CutTop((int)first);
    }

    /// <summary>
    /// The rows that the first key alone does not put behind the last kept one: keys are made of these only. A kept row is written
    /// to the array that they lie in, never behind the place where the next one is read.
    /// </summary>
    private ReadOnlySpan<int> NotBehindLast(Batch batch)
    {
        var rows = RowList.Of(batch);
        return _cutoff < 0 || _comparer is null
            ? rows
            : _kept.AsSpan(0, _comparer.KeepNotBehind(batch.Columns[places[0]], rows, _bound!, keys[0], _kept));
    }

    /// <summary>Keeps the first rows; the last of them is what later rows must come before.</summary>
    private void CutTop(int kept)
    {
        Keys.Sort();
        var target = _spare ?? new RowStore(types);
        _moved ??= Array.ConvertAll(types, static type => ColumnVector.Create(type));
        var batch = new Batch(_moved);
        var order = new int[kept];
        for (var i = 0; i < kept; i++)
            order[i] = Keys.Entries[i].Row;
        Keys.Clear();
        for (var first = 0; first < kept; first += Batch.DefaultCapacity)
        {
            var count = Math.Min(Batch.DefaultCapacity, kept - first);
            Rows.Gather(order.AsSpan(first, count), _moved);
            batch.RowCount = count;
            for (var i = 0; i < count; i++)
                Keys.Add(batch, i);
            target.Append(_moved, RowList.Of(batch));
            if (first + count == kept)
                KeepBound(_moved[places[0]], count - 1);
        }
        Rows.Clear();
        (_spare, Rows) = (Rows, target);
        _cutoff = kept - 1;
    }

    private void KeepBound(ColumnVector column, int row)
    {
        _bound?.Clear();
        _bound?.CopyRow(column, row, 0);
    }
}
