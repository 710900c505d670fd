namespace BTreeDb.Shell.Output;

/// <summary>The writer of each mode.</summary>
internal static class ResultWriters
{
    /// <summary>Returns the writer of a mode.</summary>
    public static IResultWriter For(OutputMode mode) => mode switch
    {
        OutputMode.Expanded => new ExpandedResultWriter(),
        OutputMode.Csv => new CsvResultWriter(),
        OutputMode.Json => new JsonResultWriter(),
        OutputMode.Markdown => new MarkdownResultWriter(),
        _ => new TableResultWriter(),
    };

    /// <summary>Whether values of a type are set to the right.</summary>
    public static bool IsNumeric(Type type) =>
        type == typeof(int) || type == typeof(long) || type == typeof(short) || type == typeof(decimal)
        || type == typeof(double) || type == typeof(float);
}
