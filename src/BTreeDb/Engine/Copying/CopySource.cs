using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Execution.Operators;
using BTreeDb.Types;

namespace BTreeDb.Engine.Copying;

/// <summary>
/// The rows of COPY FROM as a relation that an INSERT reads: some thousands at a time, so that neither memory nor the
/// number of plans grows with the file.
/// </summary>
internal sealed class CopySource(
    SystemTableSchema table, ImmutableArray<ColumnSchema> columns, CopyReader reader, CopyFormat format,
    ConversionContext conversion, ISystemRowSource? others) : ISystemRowSource
{
    private const int ChunkRows = 4096;
    private const int ShownBytes = 100;

    private readonly CopyFields _fields = new();
    private readonly List<Datum[]> _rows = [];

    /// <summary>The relation.</summary>
    public SystemTableSchema Table => table;

    /// <inheritdoc/>
    public IReadOnlyList<Datum[]> RowsOf(SystemTableSchema wanted) =>
        ReferenceEquals(wanted, table) ? _rows : others?.RowsOf(wanted) ?? [];

    /// <summary>Reads the line that names the columns, and checks it if it is to be checked.</summary>
    public void ReadHeader()
    {
        if (!format.HasHeader || !reader.TryRead(_fields) || !format.MatchesHeader)
            return;
        if (_fields.Count != columns.Length)
            throw InLine(CopyErrors.HeaderWidth(_fields.Count, columns.Length));
        for (var i = 0; i < columns.Length; i++)
        {
            var found = Encoding.UTF8.GetString(_fields[i]);
            if (found != columns[i].Name)
                throw InLine(CopyErrors.HeaderMismatch(i + 1, found, columns[i].Name));
        }
    }

    /// <summary>Reads the next rows; false when there are none.</summary>
    public bool ReadChunk()
    {
        _rows.Clear();
        try
        {
            while (_rows.Count < ChunkRows && reader.TryRead(_fields))
                _rows.Add(ReadRow());
        }
        catch (EngineException error) when (error.Context is null)
        {
            throw InLine(error);
        }

        return _rows.Count > 0;
    }

    /// <summary>Says where in the file an error lies.</summary>
    public EngineException InLine(EngineException error) => error.In(string.Create(
        CultureInfo.InvariantCulture, $"COPY {table.Name}, line {reader.Line}"));

    private Datum[] ReadRow()
    {
        var row = new Datum[columns.Length];
        if (columns.IsEmpty && _fields.Count == 1 && _fields[0].IsEmpty)
            return row;
        if (_fields.Count > row.Length)
            throw CopyErrors.Bad("extra data after last expected column");
        for (var i = 0; i < row.Length; i++)
        {
            if (i >= _fields.Count)
                throw CopyErrors.Bad($"missing data for column \"{columns[i].Name}\"");
            row[i] = _fields.IsNull(i) ? Datum.Null : ReadValue(i);
        }

        return row;
    }

    private Datum ReadValue(int place)
    {
        try
        {
            return TextInput.Parse(_fields[place], columns[place].Type, conversion);
        }
        catch (EngineException error)
        {
            var shown = Encoding.UTF8.GetString(_fields[place][..Math.Min(ShownBytes, _fields[place].Length)]);
            throw error.In(string.Create(
                CultureInfo.InvariantCulture,
                $"COPY {table.Name}, line {reader.Line}, column {columns[place].Name}: \"{shown}\""));
        }
    }
}
