using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using BTreeDb.Catalog;
using BTreeDb.Primitives;
using BTreeDb.Types;

namespace BTreeDb.Tests.Binding;

/// <summary>A catalog in memory for tests of the binder: tables and views of the schema <c>public</c>.</summary>
internal sealed class FakeCatalog : ICatalogView
{
    private readonly Dictionary<string, TableSchema> _tables = [];
    private readonly Dictionary<string, ViewSchema> _views = [];

    public ulong Version => 1;

    /// <summary>The tables t, s, r and the view v that the golden files are written against.</summary>
    public static FakeCatalog Golden()
    {
        var catalog = new FakeCatalog();
        catalog.AddTable(
            "t", ["a"],
            ("a", SqlType.Integer), ("b", SqlType.Text), ("c", new SqlType(TypeId.Numeric, NumericModifier.Make(10, 2))),
            ("d", SqlType.Date), ("e", new SqlType(TypeId.VarChar, 10)), ("f", new SqlType(TypeId.Char, 5)),
            ("g", SqlType.BigInt), ("h", SqlType.Real), ("i", SqlType.Double), ("j", SqlType.Boolean),
            ("k", SqlType.SmallInt), ("ts", SqlType.Timestamp), ("tz", SqlType.TimestampTz), ("u", SqlType.Uuid),
            ("y", SqlType.Bytea), ("tm", SqlType.Time));
        catalog.AddTable("s", ["a", "x"], ("a", SqlType.Integer), ("x", SqlType.Integer), ("z", SqlType.Text));
        catalog.SetDefault("s", "z", "'zz'");
        catalog.AddTable("r", [], ("m", SqlType.Integer), ("n", SqlType.Integer));
        catalog.AddView("v", "SELECT a, b FROM t WHERE a > 0", "a", "b");
        return catalog;
    }

    public void AddTable(string name, string[] primaryKey, params (string Name, SqlType Type)[] columns)
    {
        var schemas = new List<ColumnSchema>();
        var key = new List<IndexColumn>();
        for (var i = 0; i < columns.Length; i++)
        {
            var isKey = Array.IndexOf(primaryKey, columns[i].Name) >= 0;
            schemas.Add(new ColumnSchema(columns[i].Name, i, columns[i].Type, !isKey));
            if (isKey)
                key.Add(new IndexColumn(i, false, false));
        }
        _tables[name] = new TableSchema(
            new ObjectId((uint)_tables.Count + 1), "public", name, default, 1, [.. schemas], [.. key], name + "_pkey", [], []);
    }

    public void AddView(string name, string sql, params string[] columns) =>
        _views[name] = new ViewSchema(new ObjectId(1000), "public", name, sql, [.. columns]);

    public void SetDefault(string table, string column, string sql)
    {
        var schema = _tables[table];
        var columns = schema.Columns.ToBuilder();
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Name == column)
                columns[i] = columns[i] with { DefaultSql = sql };
        }
        _tables[table] = schema with { Columns = columns.ToImmutable() };
    }

    public void AddCheck(string table, string name, string sql)
    {
        var schema = _tables[table];
        _tables[table] = schema with { Checks = schema.Checks.Add(new CheckConstraintSchema(name, sql)) };
    }

    public bool TryGetTable(string? schema, string name, [NotNullWhen(true)] out TableSchema? table)
    {
        table = null;
        return schema is null or "public" && _tables.TryGetValue(name, out table);
    }

    public bool TryGetView(string? schema, string name, [NotNullWhen(true)] out ViewSchema? view)
    {
        view = null;
        return schema is null or "public" && _views.TryGetValue(name, out view);
    }

    public bool TryGetIndex(string? schema, string name, [NotNullWhen(true)] out IndexSchema? index)
    {
        index = null;
        return false;
    }

    public double EstimateRowCount(ObjectId table) => 1000;
}
