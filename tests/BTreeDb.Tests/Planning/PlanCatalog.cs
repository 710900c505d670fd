using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using BTreeDb.Catalog;
using BTreeDb.Types;

namespace BTreeDb.Tests.Planning;

/// <summary>A catalog in memory with keys, indexes and row counts: what plans are made against in tests.</summary>
internal sealed class PlanCatalog : ICatalogView
{
    private readonly Dictionary<string, TableSchema> _tables = [];
    private readonly Dictionary<ObjectId, double> _rows = [];
    private uint _lastId;

    public ulong Version => 1;

    /// <summary>
    /// The tables that the golden plans are written against: users (10,000 rows), posts (100,000), follows (50,000),
    /// tags (20, no primary key).
    /// </summary>
    public static PlanCatalog Golden()
    {
        var catalog = new PlanCatalog();
        catalog.Add("users", 10_000, ["id"], ("id", SqlType.Integer), ("name", SqlType.Text), ("age", SqlType.Integer));
        catalog.Add(
            "posts", 100_000, ["id"], ("id", SqlType.Integer), ("author", SqlType.Integer), ("title", SqlType.Text),
            ("score", SqlType.Integer), ("created", SqlType.Timestamp));
        catalog.Add("follows", 50_000, ["follower", "followee"], ("follower", SqlType.Integer), ("followee", SqlType.Integer));
        catalog.Add("tags", 20, [], ("post", SqlType.Integer), ("tag", SqlType.Text));
        catalog.AddIndex("users", "users_name", true, "name");
        catalog.AddIndex("posts", "posts_author_created", false, "author", "created");
        catalog.AddIndex("posts", "posts_score", false, "score");
        return catalog;
    }

    public void Add(string name, double rows, string[] key, params (string Name, SqlType Type)[] columns)
    {
        var id = new ObjectId(++_lastId);
        var schemas = ImmutableArray.CreateBuilder<ColumnSchema>();
        for (var i = 0; i < columns.Length; i++)
            schemas.Add(new ColumnSchema(columns[i].Name, i, columns[i].Type, Array.IndexOf(key, columns[i].Name) < 0));
        _tables[name] = new TableSchema(
            id, "public", name, default, 1, schemas.ToImmutable(), KeyOf(schemas, key), name + "_pkey", [], []);
        _rows[id] = rows;
    }

    public void AddIndex(string table, string name, bool isUnique, params string[] columns)
    {
        var schema = _tables[table];
        var index = new IndexSchema(
            new ObjectId(++_lastId), name, schema.Id, default, isUnique, KeyOf(schema.Columns.ToBuilder(), columns));
        _tables[table] = schema with { Indexes = schema.Indexes.Add(index) };
    }

    public bool TryGetTable(string? schema, string name, [NotNullWhen(true)] out TableSchema? table) =>
        _tables.TryGetValue(name, out table);

    public bool TryGetView(string? schema, string name, [NotNullWhen(true)] out ViewSchema? view)
    {
        view = null;
        return false;
    }

    public bool TryGetIndex(string? schema, string name, [NotNullWhen(true)] out IndexSchema? index)
    {
        index = null;
        return false;
    }

    public double EstimateRowCount(ObjectId table) => _rows[table];

    private static ImmutableArray<IndexColumn> KeyOf(ImmutableArray<ColumnSchema>.Builder columns, string[] names)
    {
        var key = ImmutableArray.CreateBuilder<IndexColumn>();
        foreach (var name in names)
        {
            foreach (var column in columns)
            {
                if (column.Name == name)
                    key.Add(new IndexColumn(column.Ordinal, false, false));
            }
        }
        return key.ToImmutable();
    }
}
