using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Tables;

/// <summary>
/// Decodes the wanted columns of records of a clustered tree into a batch: from the row, from the key for those that only
/// the key holds, and the key itself as a last column where it is asked for.
/// </summary>
internal sealed unsafe class RowProjection
{
    private static readonly SqlType RowKeyType = SqlType.Bytea;

    private readonly ColumnVector[] _columns;
    private readonly ColumnVector<TextView>[] _texts;
    private readonly ColumnVector<TextView>? _rowKey;
    private readonly RowDecoder _rowDecoder;
    private readonly KeyDecoder _keyDecoder;
    private readonly bool _decodesKey;
    private int _kept;

    /// <summary>A projection of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="ordinals">The wanted columns in the order of the batch.</param>
    /// <param name="withRowKey">The batch gets the clustered key as a last column.</param>
    /// <param name="capacity">Rows of the batch.</param>
    public RowProjection(Table table, ReadOnlySpan<int> ordinals, bool withRowKey, int capacity)
    {
        var all = new ColumnVector[ordinals.Length + (withRowKey ? 1 : 0)];
        var texts = new List<ColumnVector<TextView>>();
        var keyPlaces = new int[ordinals.Length];
        for (var i = 0; i < ordinals.Length; i++)
        {
            all[i] = ColumnVector.Create(table.Schema.Columns[ordinals[i]].Type, capacity);
            var isInKey = table.Layout[ordinals[i]].Storage == ColumnStorage.Key;
            keyPlaces[i] = isInKey ? table.FindInKey(ordinals[i]) : -1;
            _decodesKey |= isInKey;
            if (!isInKey && all[i] is ColumnVector<TextView> text)
                texts.Add(text);
        }

        if (withRowKey)
            all[^1] = _rowKey = new ColumnVector<TextView>(RowKeyType, capacity);
        _columns = all[..ordinals.Length];
        _texts = [.. texts];
        var missing = new Datum[ordinals.Length];
        for (var i = 0; i < missing.Length; i++)
            missing[i] = table.Schema.Columns[ordinals[i]].Missing;
        _rowDecoder = new RowDecoder(table.Layout, table.OlderLayouts, ordinals, missing);
        _keyDecoder = new KeyDecoder(table.Key, keyPlaces);
        Output = new Batch(all);
    }

    /// <summary>The batch.</summary>
    public Batch Output { get; }

    /// <summary>Whether keys have to be given.</summary>
    public bool NeedsKeys => _decodesKey || _rowKey is not null;


    /// <summary>Starts a batch.</summary>
    public void Begin()
    {
        foreach (var column in Output.Columns)
            column.Clear();
        Output.SelectAll();
        _kept = 0;
    }

    /// <summary>Decodes rows to the places from <paramref name="at"/> on. Text points into them until <see cref="KeepText"/>.</summary>
    public void DecodeRows(byte* bytes, ReadOnlySpan<int> offsets, ReadOnlySpan<int> lengths, int count, int at) =>
        _rowDecoder.Decode(bytes, offsets, lengths, count, _columns, at);

    /// <summary>Decodes the keys of rows to the places from <paramref name="at"/> on.</summary>
    public void DecodeKeys(byte* bytes, ReadOnlySpan<int> offsets, ReadOnlySpan<int> lengths, int count, int at)
    {
        if (_decodesKey)
            _keyDecoder.Decode(bytes, offsets, lengths, count, _columns, at);
        if (_rowKey is null)
            return;
        var arena = _rowKey.Arena;
        for (var i = 0; i < count; i++)
            _rowKey.Values[at + i] = arena.Add(new ReadOnlySpan<byte>(bytes + offsets[i], lengths[i]));
    }

    /// <summary>Copies the text of the rows before <paramref name="rows"/> into the batch, so that its source may go.</summary>
    public void KeepText(int rows)
    {
        foreach (var text in _texts)
        {
            var arena = text.Arena;
            foreach (ref var view in text.Values.AsSpan(_kept, rows - _kept))
            {
                if (!view.IsInline)
                    view = arena.Add(view);
            }
        }

        _kept = rows;
    }

    /// <summary>Ends the batch.</summary>
    public void End(int rows) => Output.RowCount = rows;
}
