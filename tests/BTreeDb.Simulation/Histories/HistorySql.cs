using System.Globalization;
using System.Text;
using BTreeDb.Engine;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Simulation.Histories;

/// <summary>The statements of histories.</summary>
internal sealed class HistorySql(Session session) : IDisposable
{
    private static readonly SqlType[] TextAndKey = [SqlType.Text, SqlType.Integer];
    private static readonly SqlType[] Keys = [SqlType.Integer, SqlType.Integer];

    /// <summary>Makes the objects, and rows between them so that they lie on several pages.</summary>
    public static void CreateObjects(Session session)
    {
        using var sql = new HistorySql(session);
        sql.Run("CREATE TABLE lists (id int PRIMARY KEY, kind int NOT NULL, value text NOT NULL, filler text)");
        sql.Run("CREATE INDEX lists_kind ON lists (kind)");
        sql.Run("CREATE TABLE registers (id int PRIMARY KEY, value int NOT NULL, version int NOT NULL)");
        sql.Run("BEGIN");
        foreach (var key in HistoryObject.Lists())
        {
            if (!HistoryObject.IsNew(key))
                sql.Run(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO lists VALUES ({key}, {HistoryObject.KindOf(key)}, '')"));
            for (var between = 1; between <= 3; between++)
                sql.Run(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO lists VALUES ({key + between}, 99, '', repeat('x', 60))"));
        }

        for (var i = 0; i < HistoryObject.RegisterCount; i++)
            sql.Run(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO registers VALUES ({HistoryObject.Register(i)}, 0, 0)"));
        sql.Run("COMMIT");
        sql.Run("ANALYZE");
    }

    public void Run(string text) => Run(text, [], [], static (_, _) => { });

    public HistoryRead ReadList(int key, int order)
    {
        var read = new HistoryRead(key, null, 0, 0, IsPredicate: false, order);
        Run("SELECT value FROM lists WHERE id = $1", [Datum.FromInt64(key)], [SqlType.Integer],
            (batch, row) => read = read with { Elements = Parse(Text(batch, 0, row)) });
        return read;
    }

    public List<HistoryRead> ReadKind(int kind, int order) =>
        ReadMany("SELECT id, value FROM lists WHERE kind = $1", [Datum.FromInt64(kind)], [SqlType.Integer],
            key => HistoryObject.KindOf(key) == kind, order);

    public List<HistoryRead> ReadRange(int from, int to, int order) =>
        ReadMany("SELECT id, value FROM lists WHERE id BETWEEN $1 AND $2", [Datum.FromInt64(from), Datum.FromInt64(to)], Keys,
            key => key >= from && key <= to, order);

    public HistoryRead ReadRegister(int key, int order)
    {
        var read = new HistoryRead(key, null, 0, 0, IsPredicate: false, order);
        Run("SELECT value, version FROM registers WHERE id = $1", [Datum.FromInt64(key)], [SqlType.Integer],
            (batch, row) => read = read with { Value = Number(batch, 0, row), Version = Number(batch, 1, row) });
        return read;
    }

    /// <summary>Null when there is no such list.</summary>
    public HistoryWrite? Append(int key, int element, int order)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{element},");
        var rows = Run("UPDATE lists SET value = value || $1 WHERE id = $2",
            [Datum.FromText(text), Datum.FromInt64(key)], TextAndKey, static (_, _) => { });
        return rows == 1 ? new HistoryWrite(key, element, 0, order) : null;
    }

    public HistoryWrite Insert(int key, int element, int order)
    {
        Run("INSERT INTO lists VALUES ($2, $3, $1)",
            [Datum.FromText(string.Create(CultureInfo.InvariantCulture, $"{element},")), Datum.FromInt64(key), Datum.FromInt64(HistoryObject.KindOf(key))],
            [SqlType.Text, SqlType.Integer, SqlType.Integer], static (_, _) => { });
        return new HistoryWrite(key, element, 0, order);
    }

    /// <summary>Null when there is no such list.</summary>
    public HistoryWrite? Delete(int key, int element, int order)
    {
        HistoryWrite? write = null;
        Run("DELETE FROM lists WHERE id = $1 RETURNING value", [Datum.FromInt64(key)], [SqlType.Integer],
            (batch, row) => write = new HistoryWrite(key, element, 0, order) { IsDelete = true, Last = Parse(Text(batch, 0, row)) });
        return write;
    }

    public HistoryWrite WriteRegister(int key, int value, int order)
    {
        var version = 0;
        Run("UPDATE registers SET value = $1, version = version + 1 WHERE id = $2 RETURNING version",
            [Datum.FromInt64(value), Datum.FromInt64(key)], Keys, (batch, row) => version = Number(batch, 0, row));
        return new HistoryWrite(key, value, version, order);
    }

    /// <summary>Calls back for each row and returns the number of rows affected.</summary>
    public long Run(string text, Datum[] parameters, SqlType[] types, Action<Batch, int> onRow)
    {
        var script = session.Prepare(text, types);
        using var result = session.Execute(script, 0, parameters, types, CancellationToken.None);
        while (result.NextBatch() is { } batch)
        {
            for (var i = 0; i < batch.Count; i++)
                onRow(batch, batch.Selection is null ? i : batch.Selection[i]);
        }

        return result.RowsAffected;
    }

    public void Dispose() => session.Dispose();

    /// <summary>All lists that the predicate selects, absent ones included.</summary>
    private List<HistoryRead> ReadMany(string text, Datum[] parameters, SqlType[] types, Func<int, bool> isSelected, int order)
    {
        var found = new Dictionary<int, int[]>();
        Run(text, parameters, types, (batch, row) =>
        {
            var key = Number(batch, 0, row);
            if (HistoryObject.IsList(key))
                found.Add(key, Parse(Text(batch, 1, row)));
        });
        var reads = new List<HistoryRead>();
        foreach (var key in HistoryObject.Lists())
        {
            if (isSelected(key))
                reads.Add(new HistoryRead(key, found.GetValueOrDefault(key), 0, 0, IsPredicate: true, order));
        }

        return reads;
    }

    private static int[] Parse(string list) =>
        list.Length == 0 ? [] : Array.ConvertAll(list[..^1].Split(','), static text => int.Parse(text, CultureInfo.InvariantCulture));

    private static string Text(Batch batch, int column, int row) =>
        Encoding.UTF8.GetString(batch.Columns[column].GetDatum(row).AsBytes());

    private static int Number(Batch batch, int column, int row) => batch.Columns[column].GetDatum(row).AsInt32();
}
