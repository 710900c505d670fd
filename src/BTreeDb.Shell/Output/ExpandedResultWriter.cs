using System.Globalization;
using BTreeDb.Data;

namespace BTreeDb.Shell.Output;

/// <summary>One line for each value, after psql's <c>\x</c>: for rows that are wider than the screen.</summary>
internal sealed class ExpandedResultWriter : IResultWriter
{
    /// <inheritdoc/>
    public void Write(BTreeDbDataReader reader, TextWriter output)
    {
        var width = 0;
        for (var i = 0; i < reader.FieldCount; i++)
            width = Math.Max(width, reader.GetName(i).Length);
        var count = 0L;
        while (reader.Read())
        {
            count++;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"-[ RECORD {count} ]{new string('-', Math.Max(0, width - 10))}"));
            for (var i = 0; i < reader.FieldCount; i++)
                output.WriteLine($"{reader.GetName(i).PadRight(width)} | {(reader.IsDBNull(i) ? "" : reader.GetString(i))}");
        }

        if (count == 0)
            output.WriteLine("(0 rows)");
        output.WriteLine();
    }
}
