using System.Globalization;
using System.Text;
using BTreeDb.Bench.Engines;

namespace BTreeDb.Bench.Workloads;

/// <summary>Reads whole results: as checksums of integers, or as text that is the same on all engines.</summary>
internal static class QueryReading
{
    /// <summary>A checksum of integer columns in the order of rows.</summary>
    public static ulong Checksum(IBenchSession session, string sql)
    {
        using var query = session.Prepare(sql);
        var sum = new Checksum();
        query.Open();
        var columns = query.ColumnCount;
        while (query.Read())
        {
            for (var i = 0; i < columns; i++)
                sum.Add(query.GetInt64(i));
        }

        query.Close();
        return sum.Value;
    }

    /// <summary>
    /// All rows as canonical text, sorted. Numbers keep twelve digits, and are compared with less.
    /// </summary>
    public static string[] Rows(IBenchSession session, string sql)
    {
        using var query = session.Prepare(sql);
        var rows = new List<string>();
        var text = new StringBuilder();
        query.Open();
        var columns = query.ColumnCount;
        while (query.Read())
        {
            text.Clear();
            for (var i = 0; i < columns; i++)
                text.Append(i == 0 ? "" : "|").Append(Canonical(query.GetText(i)));
            rows.Add(text.ToString());
        }

        query.Close();
        rows.Sort(StringComparer.Ordinal);
        return [.. rows];
    }

    private static string Canonical(string? value)
    {
        if (value is null)
            return "NULL";
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return value.TrimEnd(' ');
        return (number == 0 ? 0 : number).ToString("G12", CultureInfo.InvariantCulture);
    }
}
