using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;

namespace BTreeDb.Simulation.Torture;

/// <summary>
/// Random statements of several sessions that take turns: rows come, change and go one by one and in ranges, tables and
/// indexes too; blocks with savepoints commit or roll back; checkpoints and clean-ups come in between.
/// </summary>
internal sealed class TortureWorkload(TortureWorld world, List<TortureSession> sessions, Random random)
{
    private const int KeyMax = 400;
    private const int TablesMax = 4;
    private const int ColumnsMax = 6;
    private int _names;

    /// <summary>Runs some statements.</summary>
    public void Run(int statements)
    {
        for (var i = 0; i < statements; i++)
        {
            // Who has changed the schema goes on alone, so that nobody waits for him.
            var session = sessions.Find(static candidate => candidate.HasDefined) ?? sessions[random.Next(sessions.Count)];
            Act(session);
            switch (random.Next(40))
            {
                case 0:
                    world.Database.Checkpoint();
                    break;
                case 1 or 2:
                    world.Database.Reclaim();
                    break;
            }
        }
    }

    private void Act(TortureSession session)
    {
        var view = session.View;
        if (view.Tables.Count == 0)
        {
            if (sessions.TrueForAll(other => other == session || !other.IsInBlock))
                CreateTable(session);
            else
                EndSome();
            return;
        }

        var (name, table) = view.Tables.ElementAt(random.Next(view.Tables.Count));
        switch (random.Next(100))
        {
            case < 24:
                Insert(session, name, table);
                break;
            case < 42:
                Update(session, name, table);
                break;
            case < 54:
                Delete(session, name, table);
                break;
            case < 60:
                session.Look(name);
                break;
            case < 72:
                BeginOrEnd(session, commits: true);
                break;
            case < 76:
                BeginOrEnd(session, commits: random.Next(3) != 0);
                break;
            case < 84:
                Savepoint(session);
                break;
            default:
                if (sessions.TrueForAll(other => other == session || !other.IsInBlock))
                    Define(session, name, table);
                break;
        }
    }

    private void EndSome()
    {
        foreach (var session in sessions)
        {
            if (session.IsInBlock)
                session.End(commits: true);
        }
    }

    private void BeginOrEnd(TortureSession session, bool commits)
    {
        if (session.IsInBlock)
            session.End(commits);
        else
            session.Begin(readCommitted: random.Next(3) == 0);
    }

    private void Savepoint(TortureSession session)
    {
        if (!session.IsInBlock)
            session.Begin(readCommitted: false);
        else if (random.Next(2) == 0)
            session.Save();
        else if (random.Next(4) == 0)
            session.Release(random);
        else
            session.GoBack(random);
    }

    /// <summary>Mostly of the session's own share, so that sessions seldom meet.</summary>
    private int NewKey(TortureSession session)
    {
        var key = random.Next(KeyMax);
        return random.Next(20) == 0 ? key : (key / sessions.Count * sessions.Count) + session.Number;
    }

    private void Insert(TortureSession session, string name, TortureTable table)
    {
        var rows = new Dictionary<int, ImmutableArray<string?>>();
        for (var count = random.Next(10) == 0 ? 40 : random.Next(1, 4); count > 0; count--)
        {
            var key = NewKey(session);
            if (!table.Rows.ContainsKey(key))
                rows[key] = NewRow(table);
        }

        if (rows.Count == 0)
            return;
        var sql = new StringBuilder($"INSERT INTO {name} VALUES ");
        foreach (var (key, row) in rows)
            sql.Append(CultureInfo.InvariantCulture, $"({key}{Literals(table, row)}), ");
        sql.Length -= 2;
        session.Run(sql.ToString(), $"INSERT 0 {rows.Count}", model => model.With(
            name, model.Tables[name] with { Rows = model.Tables[name].Rows.SetItems(rows) }));
    }

    private void Update(TortureSession session, string name, TortureTable table)
    {
        if (table.Rows.Count == 0 || table.Columns.Length == 0)
            return;
        var (from, to) = NewRange(session, table);
        var column = random.Next(table.Columns.Length);
        var value = table.Columns[column].NewValue(random);
        var keys = table.Rows.Keys.Where(key => key >= from && key <= to).ToList();
        session.Run(
            $"UPDATE {name} SET {table.Columns[column].Name} = {table.Columns[column].Literal(value)} WHERE id BETWEEN {from} AND {to}",
            $"UPDATE {keys.Count}",
            model => model.With(name, model.Tables[name] with
            {
                Rows = model.Tables[name].Rows.SetItems(
                    keys.Select(key => KeyValuePair.Create(key, model.Tables[name].Rows[key].SetItem(column, value)))),
            }));
    }

    private void Delete(TortureSession session, string name, TortureTable table)
    {
        if (table.Rows.Count == 0)
            return;
        var (from, to) = NewRange(session, table);
        var keys = table.Rows.Keys.Where(key => key >= from && key <= to).ToList();
        session.Run(
            $"DELETE FROM {name} WHERE id BETWEEN {from} AND {to}",
            $"DELETE {keys.Count}",
            model => model.With(name, model.Tables[name] with { Rows = model.Tables[name].Rows.RemoveRange(keys) }));
    }

    /// <summary>Mostly one row; a range where nobody else is at work.</summary>
    private (int From, int To) NewRange(TortureSession session, TortureTable table)
    {
        var keys = table.Rows.Keys.ToList();
        var from = keys[random.Next(keys.Count)];
        if (random.Next(20) != 0)
            from = keys.Find(key => key >= from && key % sessions.Count == session.Number) is var own and > 0 ? own : from;
        var isAlone = sessions.TrueForAll(other => other == session || !other.IsInBlock);
        return (from, isAlone && random.Next(4) == 0 ? from + random.Next(60) : from);
    }

    private void Define(TortureSession session, string name, TortureTable table)
    {
        switch (random.Next(12))
        {
            case < 2 when session.View.Tables.Count < TablesMax:
                CreateTable(session);
                break;
            case 2:
                session.Run($"DROP TABLE {name}", "DROP TABLE", model => new TortureModel(model.Tables.Remove(name)), defines: true);
                break;
            case 3 or 4 when table.Columns.Length < ColumnsMax:
                AddColumn(session, name, table);
                break;
            case 5 when table.Columns.Length > 1:
                DropColumn(session, name, table);
                break;
            case 6 when table.Indexes.Count > 0:
                var index = table.Indexes.ElementAt(random.Next(table.Indexes.Count)).Key;
                session.Run($"DROP INDEX {index}", "DROP INDEX", model => model.With(
                    name, model.Tables[name] with { Indexes = model.Tables[name].Indexes.Remove(index) }), defines: true);
                break;
            case 7 when random.Next(3) == 0:
                session.Run($"TRUNCATE {name}", "TRUNCATE TABLE", model => model.With(
                    name, model.Tables[name] with { Rows = model.Tables[name].Rows.Clear() }), defines: true);
                break;
            default:
                CreateIndex(session, name, table);
                break;
        }
    }

    private void CreateTable(TortureSession session)
    {
        var name = NewName(session, "t");
        var columns = ImmutableArray.CreateBuilder<TortureColumn>();
        for (var count = random.Next(1, 4); count > 0; count--)
            columns.Add(NewColumn($"c{columns.Count}"));
        var table = new TortureTable(
            columns.ToImmutable(), ImmutableSortedDictionary<int, ImmutableArray<string?>>.Empty, TortureTable.NoIndexes);
        session.Run(
            $"CREATE TABLE {name} (id int PRIMARY KEY, {string.Join(", ", table.Columns.Select(static c => $"{c.Name} {c.Type}"))})",
            "CREATE TABLE",
            model => model.With(name, table),
            defines: true);
    }

    private void AddColumn(TortureSession session, string name, TortureTable table)
    {
        var column = NewColumn($"d{random.Next(1_000_000)}");
        var value = column.NewValue(random);
        session.Run(
            $"ALTER TABLE {name} ADD COLUMN {column.Name} {column.Type} DEFAULT {column.Literal(value)}",
            "ALTER TABLE",
            model => model.With(name, model.Tables[name] with
            {
                Columns = model.Tables[name].Columns.Add(column),
                Rows = model.Tables[name].Rows.SetItems(
                    model.Tables[name].Rows.Select(row => KeyValuePair.Create(row.Key, row.Value.Add(value))).ToList()),
            }),
            defines: true);
    }

    private void DropColumn(TortureSession session, string name, TortureTable table)
    {
        // Its indexes go with it.
        var at = random.Next(table.Columns.Length);
        var dropped = table.Columns[at].Name;
        session.Run(
            $"ALTER TABLE {name} DROP COLUMN {dropped}",
            "ALTER TABLE",
            model => model.With(name, model.Tables[name] with
            {
                Columns = model.Tables[name].Columns.RemoveAt(at),
                Indexes = model.Tables[name].Indexes.RemoveRange(
                    model.Tables[name].Indexes.Where(index => index.Value == dropped).Select(static index => index.Key)),
                Rows = model.Tables[name].Rows.SetItems(
                    model.Tables[name].Rows.Select(row => KeyValuePair.Create(row.Key, row.Value.RemoveAt(at))).ToList()),
            }),
            defines: true);
    }

    private void CreateIndex(TortureSession session, string name, TortureTable table)
    {
        // Long texts do not fit an index.
        var columns = table.Columns.Where(static column => column.Type != "text").ToList();
        if (columns.Count == 0 || table.Indexes.Count > 2)
            return;
        var index = NewName(session, "i");
        var column = columns[random.Next(columns.Count)].Name;
        session.Run(
            $"CREATE INDEX {index} ON {name} ({column})",
            "CREATE INDEX",
            model => model.With(name, model.Tables[name] with { Indexes = model.Tables[name].Indexes.Add(index, column) }),
            defines: true);
    }

    private TortureColumn NewColumn(string name) => new(name, TortureColumn.Types[random.Next(TortureColumn.Types.Length)]);

    private string NewName(TortureSession session, string prefix) =>
        $"{prefix}{session.Number}_{random.Next(1_000_000)}_{_names++}";

    private ImmutableArray<string?> NewRow(TortureTable table) =>
        [.. table.Columns.Select(column => column.NewValue(random))];

    private static string Literals(TortureTable table, ImmutableArray<string?> row)
    {
        var sql = new StringBuilder();
        for (var i = 0; i < row.Length; i++)
            sql.Append(CultureInfo.InvariantCulture, $", {table.Columns[i].Literal(row[i])}");
        return sql.ToString();
    }
}
