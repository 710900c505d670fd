namespace BTreeDb.Shell.Commands;

/// <summary>Prints a few short lines in aligned columns.</summary>
internal static class TextTable
{
    /// <summary>Prints a title, a header, the lines and, if wanted, their number.</summary>
    public static void Write(
        TextWriter output, string title, string[] header, List<string[]> lines, bool footer = true)
    {
        var widths = new int[header.Length];
        for (var i = 0; i < header.Length; i++)
        {
            widths[i] = header[i].Length;
            foreach (var line in lines)
                widths[i] = Math.Max(widths[i], line[i].Length);
        }

        var rule = string.Join('+', Array.ConvertAll(widths, static width => new string('-', width + 2)));
        output.WriteLine(title.PadLeft((rule.Length + title.Length) / 2));
        WriteLine(output, header, widths);
        output.WriteLine(rule);
        foreach (var line in lines)
            WriteLine(output, line, widths);
        if (footer)
            output.WriteLine(lines.Count == 1 ? "(1 row)\n" : $"({lines.Count} rows)\n");
    }

    private static void WriteLine(TextWriter output, string[] cells, int[] widths)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            output.Write(i == 0 ? " " : " | ");
            output.Write(i == cells.Length - 1 ? cells[i] : cells[i].PadRight(widths[i]));
        }

        output.WriteLine();
    }
}
