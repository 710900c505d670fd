using BTreeDb.Data;

namespace BTreeDb.Shell.Output;

/// <summary>A Markdown table; numbers are set to the right.</summary>
internal sealed class MarkdownResultWriter : IResultWriter
{
    /// <inheritdoc/>
    public void Write(BTreeDbDataReader reader, TextWriter output)
    {
        for (var i = 0; i < reader.FieldCount; i++)
            output.Write($"| {Escape(reader.GetName(i))} ");
        output.Write("|\n");
        for (var i = 0; i < reader.FieldCount; i++)
            output.Write(ResultWriters.IsNumeric(reader.GetFieldType(i)) ? "| ---: " : "| --- ");
        output.Write("|\n");

        while (reader.Read())
        {
            for (var i = 0; i < reader.FieldCount; i++)
                output.Write($"| {(reader.IsDBNull(i) ? "" : Escape(reader.GetString(i)))} ");
            output.Write("|\n");
        }

        output.Write('\n');
    }

    private static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("\n", "<br>", StringComparison.Ordinal);
}
