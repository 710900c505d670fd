using BTreeDb.Data;
using CsvHelper;

namespace BTreeDb.Shell.Output;

/// <summary>Comma-separated values with a header. NULL is an empty field, the empty string a quoted one.</summary>
internal sealed class CsvResultWriter : IResultWriter
{
    private static readonly CsvWriterOptions Options = new() { NewLine = "\n" };

    /// <inheritdoc/>
    public void Write(BTreeDbDataReader reader, TextWriter output)
    {
        using var csv = CsvWriter.Create(output, Options, leaveOpen: true);
        for (var i = 0; i < reader.FieldCount; i++)
            csv.WriteField(reader.GetName(i));
        csv.EndRecord();

        while (reader.Read())
        {
            for (var i = 0; i < reader.FieldCount; i++)
                WriteField(csv, reader.IsDBNull(i) ? null : reader.GetString(i));
            csv.EndRecord();
        }
    }

    private static void WriteField(CsvWriter csv, string? value)
    {
        if (value is null)
            csv.WriteField("", CsvQuoting.WhenNeeded);
        else if (value.Length == 0)
            csv.WriteField(value, CsvQuoting.Always);
        else
            csv.WriteField(value);
    }
}
