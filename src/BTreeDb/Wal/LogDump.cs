using System.Globalization;
using System.Text;

namespace BTreeDb.Wal;

/// <summary>A stable text form of log records, for golden tests and the dump tool: one line a record, one a page change.</summary>
internal static class LogDump
{
    private const int ShownBytesMax = 32;

    /// <summary>Writes all records from the reader's position to the log's end.</summary>
    public static void Write(LogReader reader, TextWriter output)
    {
        while (reader.TryReadNext(out var record))
            Write(record, output);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reader.Position} end of log"));
    }

    /// <summary>Writes one record.</summary>
    public static void Write(in LogRecord record, TextWriter output)
    {
        output.WriteLine(Describe(record));
        foreach (var change in record.Changes)
            output.WriteLine(Describe(change));
        if (!record.Undo.IsEmpty)
            output.WriteLine("    undo " + Hex(record.Undo));
    }

    private static string Describe(in LogRecord record)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{record.Lsn} {record.Kind} length {record.Length}");
        if (!record.Transaction.IsNone)
            text.Append(CultureInfo.InvariantCulture, $" transaction {record.Transaction} previous {record.Previous}");
        if (record.Kind == LogRecordKind.Compensation)
            text.Append(CultureInfo.InvariantCulture, $" undo-next {record.UndoNext}");
        return text.ToString();
    }

    private static string Describe(in PageChange change) =>
        (change.Flags & PageChangeFlags.FullImage) != 0
            ? string.Create(CultureInfo.InvariantCulture, $"    page {change.Page} image {change.Payload.Length} bytes")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"    page {change.Page} operation {change.Operation}{InitializesText(change)} {Hex(change.Payload)}");

    private static string InitializesText(in PageChange change) =>
        (change.Flags & PageChangeFlags.Initializes) != 0 ? " initializes" : string.Empty;

    private static string Hex(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return "-";
        var shown = Convert.ToHexStringLower(bytes[..Math.Min(bytes.Length, ShownBytesMax)]);
        return bytes.Length <= ShownBytesMax
            ? shown
            : string.Create(CultureInfo.InvariantCulture, $"{shown}... ({bytes.Length} bytes)");
    }
}
