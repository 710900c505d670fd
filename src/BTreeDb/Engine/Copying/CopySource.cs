using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Engine.Copying;

/// <summary>The rows of a COPY FROM that are text, read batch by batch.</summary>
internal sealed class CopySource(
    string tableName, ImmutableArray<ColumnSchema> columns, CopyReader reader, CopyFormat format,
    ConversionContext conversion) : IRowFiller
{
    private const int ShownBytes = 100;

    private readonly CopyFields _fields = new();

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

    /// <inheritdoc/>
    public int Fill(ReadOnlySpan<ColumnVector> vectors, int capacity)
    {
        var count = 0;
        try
        {
            while (count < capacity && reader.TryRead(_fields))
                ReadRow(vectors, count++);
        }
        catch (EngineException error) when (error.Context is null)
        {
            throw InLine(error);
        }

        return count;
    }

    /// <summary>Says where in the file an error lies.</summary>
    public EngineException InLine(EngineException error) => error.In(string.Create(
        CultureInfo.InvariantCulture, $"COPY {tableName}, line {reader.Line}"));

    private void ReadRow(ReadOnlySpan<ColumnVector> vectors, int row)
    {
        if (columns.IsEmpty && _fields.Count == 1 && _fields[0].IsEmpty)
            return;
        if (_fields.Count > columns.Length)
            throw CopyErrors.Bad("extra data after last expected column");
        for (var i = 0; i < columns.Length; i++)
        {
            if (i >= _fields.Count)
                throw CopyErrors.Bad($"missing data for column \"{columns[i].Name}\"");
            if (_fields.IsNull(i))
                vectors[i].Nulls.SetNull(row);
            else
                vectors[i].SetDatum(row, ReadValue(i));
        }
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
                $"COPY {tableName}, line {reader.Line}, column {columns[place].Name}: \"{shown}\""));
        }
    }
}
