using System.Globalization;
using System.Text;

namespace BTreeDb.Bench.Engines;

/// <summary>Loads rows by a prepared INSERT, for engines that have nothing better.</summary>
internal static class PreparedLoad
{
    /// <summary>Inserts rows in one transaction.</summary>
    public static void Run(IBenchSession session, string table, BulkColumn[] columns, IEnumerable<string[]> rows)
    {
        var kinds = new ParameterKind[columns.Length];
        var sql = new StringBuilder("INSERT INTO ").Append(table).Append(" VALUES (");
        for (var i = 0; i < columns.Length; i++)
        {
            kinds[i] = columns[i].Kind;
            sql.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ", ")}${i + 1}");
        }

        using var insert = session.Prepare(sql.Append(')').ToString(), kinds);
        session.Begin();
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Length; i++)
                Bind(insert, i, kinds[i], row[i]);
            insert.Run();
        }

        session.Commit();
    }

    private static void Bind(IBenchStatement insert, int index, ParameterKind kind, string text)
    {
        switch (kind)
        {
            case ParameterKind.Int32 or ParameterKind.Int64:
                insert.Bind(index, long.Parse(text, CultureInfo.InvariantCulture));
                break;
            case ParameterKind.Double:
                insert.Bind(index, double.Parse(text, CultureInfo.InvariantCulture));
                break;
            default:
                insert.Bind(index, text);
                break;
        }
    }
}
