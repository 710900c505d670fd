using System.Runtime.CompilerServices;
using BTreeDb.Types;

namespace BTreeDb.Execution.Vectors;

/// <summary>
/// Decodes chosen columns of rows into vectors. Runs of rows of the current schema version go column by column through
/// <see cref="ColumnDecoder"/>s; older rows one by one, with the given values for columns that came later. Columns that
/// only the key holds are left to <see cref="KeyDecoder"/>.
/// </summary>
internal sealed unsafe class RowDecoder
{
    private readonly RowLayout _current;
    private readonly OlderLayout[] _older;
    private readonly int[] _ordinals;
    private readonly Datum[] _missing;
    private readonly ColumnDecoder?[] _decoders;

    /// <summary>A decoder for columns of a table.</summary>
    /// <param name="current">The layout of the current schema version.</param>
    /// <param name="older">The layouts of earlier versions that rows may still have.</param>
    /// <param name="ordinals">The wanted columns; target i of <see cref="Decode"/> takes ordinals[i].</param>
    /// <param name="missing">The value of each wanted column in rows that are older than the column.</param>
    public RowDecoder(
        RowLayout current, ReadOnlySpan<OlderLayout> older, ReadOnlySpan<int> ordinals, ReadOnlySpan<Datum> missing)
    {
        _current = current;
        _older = older.ToArray();
        _ordinals = ordinals.ToArray();
        _missing = missing.ToArray();
        _decoders = new ColumnDecoder?[ordinals.Length];
        for (var i = 0; i < ordinals.Length; i++)
        {
            if (current[ordinals[i]].Storage != ColumnStorage.Key)
                _decoders[i] = ColumnDecoder.Create(current, ordinals[i]);
        }
    }

    /// <summary>Decodes rows to the places from <paramref name="at"/> on. The rows' bytes must stay as long as the batch.</summary>
    public void Decode(
        byte* bytes, ReadOnlySpan<int> offsets, ReadOnlySpan<int> lengths, int count, ReadOnlySpan<ColumnVector> targets, int at = 0)
    {
        if (!AreCurrent(bytes, offsets, lengths, count))
        {
            DecodeMixed(bytes, offsets, lengths, count, targets, at);
            return;
        }

        for (var c = 0; c < _decoders.Length; c++)
            _decoders[c]?.Decode(bytes, offsets, lengths, count, targets[c], at);
    }

    /// <summary>Decodes one row whose bytes do not move.</summary>
    public void DecodeOne(ReadOnlySpan<byte> row, ReadOnlySpan<ColumnVector> targets, int at)
    {
        var (layout, places) = LayoutOf(row);
        DecodeRow(new RowReader(row, layout), places, targets, at);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool AreCurrent(byte* bytes, ReadOnlySpan<int> offsets, ReadOnlySpan<int> lengths, int count)
    {
        var header = _current.PlainHeader;
        var minimum = Math.Max(_current.MinimumLength(wide: false), 1);
        for (var i = 0; i < count; i++)
        {
            var row = bytes + offsets[i];
            if (lengths[i] >= minimum && *row == header)
                continue;
            if (!_current.Accepts(new ReadOnlySpan<byte>(row, lengths[i])))
                return false;
        }

        return true;
    }

    private void DecodeMixed(
        byte* bytes, ReadOnlySpan<int> offsets, ReadOnlySpan<int> lengths, int count, ReadOnlySpan<ColumnVector> targets, int at)
    {
        for (var i = 0; i < count; i++)
        {
            var row = new ReadOnlySpan<byte>(bytes + offsets[i], lengths[i]);
            var (layout, places) = LayoutOf(row);
            DecodeRow(new RowReader(row, layout), places, targets, at + i);
        }
    }

    /// <summary>A row's layout, and the places of the columns there; null where they are the same.</summary>
    private (RowLayout Layout, int[]? Places) LayoutOf(ReadOnlySpan<byte> row)
    {
        var version = RowLayout.ReadSchemaVersion(row);
        if (version == _current.SchemaVersion)
            return (_current, null);
        foreach (var older in _older)
        {
            if (older.Layout.SchemaVersion == version)
                return (older.Layout, older.Places);
        }

        throw TypeErrors.CorruptRow("its schema version is unknown");
    }

    private void DecodeRow(RowReader row, int[]? places, ReadOnlySpan<ColumnVector> targets, int at)
    {
        for (var c = 0; c < _ordinals.Length; c++)
        {
            if (_decoders[c] is null)
                continue;
            var ordinal = places is null ? _ordinals[c] : places[_ordinals[c]];
            if (ordinal < 0)
                targets[c].SetDatum(at, _missing[c]);
            else if (row.IsNull(ordinal))
                targets[c].SetDatum(at, Datum.Null);
            else
                Store(row, ordinal, targets[c], at);
        }
    }

    private static void Store(RowReader row, int ordinal, ColumnVector target, int at)
    {
        switch (target)
        {
            case ColumnVector<byte> v:
                v.Values[at] = (byte)(row.GetBoolean(ordinal) ? 1 : 0);
                break;
            case ColumnVector<short> v:
                v.Values[at] = row.GetInt16(ordinal);
                break;
            case ColumnVector<int> v:
                v.Values[at] = row.GetInt32(ordinal);
                break;
            case ColumnVector<long> v:
                v.Values[at] = row.GetInt64(ordinal);
                break;
            case ColumnVector<float> v:
                v.Values[at] = row.GetSingle(ordinal);
                break;
            case ColumnVector<double> v:
                v.Values[at] = row.GetDouble(ordinal);
                break;
            case ColumnVector<Numeric> v:
                v.Values[at] = row.GetNumeric(ordinal);
                break;
            case ColumnVector<UInt128> v:
                v.Values[at] = row.GetUuid(ordinal);
                break;
            case ColumnVector<Interval> v:
                v.Values[at] = row.GetInterval(ordinal);
                break;
            default:
                ((ColumnVector<TextView>)target).Values[at] = TextView.FromPinned(row.GetBytes(ordinal));
                break;
        }
    }
}
