namespace BTreeDb.Shell.Output;

/// <summary>How results are printed.</summary>
internal enum OutputMode
{
    /// <summary>Aligned columns, for people.</summary>
    Table,

    /// <summary>A line for each value.</summary>
    Expanded,

    /// <summary>Comma-separated values with a header (RFC 4180).</summary>
    Csv,

    /// <summary>One JSON array of objects for each result.</summary>
    Json,

    /// <summary>A Markdown table.</summary>
    Markdown,
}
