using System.Globalization;
using BTreeDb.Data;

namespace BTreeDb.Shell.Output;

/// <summary>
/// Aligned columns after psql's fashion. Widths come from the first rows, so that a result of any length is printed while
/// it is read; a wider value further down only shifts its own line.
/// </summary>
internal sealed class TableResultWriter : IResultWriter
{
    private const int RowsMeasured = 1000;

    /// <inheritdoc/>
    public void Write(BTreeDbDataReader reader, TextWriter output)
    {
        var isNumeric = new bool[reader.FieldCount];
        var names = new string[reader.FieldCount];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = reader.GetName(i);
            isNumeric[i] = ResultWriters.IsNumeric(reader.GetFieldType(i));
        }

        var rows = ReadRows(reader);
        var widths = Measure(names, rows);
        WriteHeader(output, names, widths);

        var count = 0L;
        while (rows.Count > 0)
        {
            foreach (var row in rows)
                WriteRow(output, row, widths, isNumeric);
            count += rows.Count;
            rows = rows.Count < RowsMeasured ? [] : ReadRows(reader);
        }

        output.WriteLine(count == 1 ? "(1 row)" : $"({count} rows)");
        output.WriteLine();
    }

    private static List<string[]> ReadRows(BTreeDbDataReader reader)
    {
        var rows = new List<string[]>();
        while (rows.Count < RowsMeasured && reader.Read())
        {
            var row = new string[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
                row[i] = reader.IsDBNull(i) ? "" : reader.GetString(i);
            rows.Add(row);
        }

        return rows;
    }

    private static int[] Measure(string[] names, List<string[]> rows)
    {
        var widths = new int[names.Length];
        for (var i = 0; i < widths.Length; i++)
            widths[i] = WidthOf(names[i]);
        foreach (var row in rows)
        {
            for (var i = 0; i < widths.Length; i++)
            {
                foreach (var line in row[i].Split('\n'))
                    widths[i] = Math.Max(widths[i], WidthOf(line));
            }
        }

        return widths;
    }

    private static void WriteHeader(TextWriter output, string[] names, int[] widths)
    {
        for (var i = 0; i < names.Length; i++)
        {
            var left = (widths[i] - WidthOf(names[i])) / 2;
            output.Write(i == 0 ? " " : "| ");
            output.Write(new string(' ', left) + Pad(names[i], widths[i] - left));
            output.Write(i == names.Length - 1 ? "\n" : " ");
        }

        for (var i = 0; i < names.Length; i++)
        {
            output.Write(i == 0 ? "" : "+");
            output.Write(new string('-', widths[i] + 2));
        }

        output.Write('\n');
    }

    /// <summary>A value with line feeds takes several lines; a plus sign says that it goes on.</summary>
    private static void WriteRow(TextWriter output, string[] row, int[] widths, bool[] isNumeric)
    {
        var cells = new string[row.Length][];
        var height = 1;
        for (var i = 0; i < row.Length; i++)
        {
            cells[i] = row[i].Split('\n');
            height = Math.Max(height, cells[i].Length);
        }

        for (var line = 0; line < height; line++)
        {
            for (var i = 0; i < row.Length; i++)
            {
                var text = line < cells[i].Length ? cells[i][line] : "";
                var goesOn = line < cells[i].Length - 1;
                var isLast = i == row.Length - 1;
                output.Write(i == 0 ? " " : "| ");
                if (isNumeric[i])
                    output.Write(new string(' ', Math.Max(0, widths[i] - WidthOf(text))) + text);
                else
                    output.Write(isLast && !goesOn ? text : Pad(text, widths[i]));
                output.Write(goesOn ? "+" : isLast ? "" : " ");
            }

            output.Write('\n');
        }
    }

    private static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - WidthOf(text)));

    private static int WidthOf(string text) =>
        Ascii(text) ? text.Length : new StringInfo(text).LengthInTextElements;

    private static bool Ascii(string text) => System.Text.Ascii.IsValid(text);
}
