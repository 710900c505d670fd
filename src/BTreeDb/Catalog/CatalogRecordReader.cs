using System.Collections.Immutable;
using BTreeDb.Primitives;
using BTreeDb.Types;

namespace BTreeDb.Catalog;

/// <summary>
/// Builds a catalog snapshot from the records of the catalog tree, given in key order. The records come from the disk:
/// what does not fit together is XX001.
/// </summary>
internal sealed class CatalogRecordReader(RowCounts rowCounts)
{
    private readonly Dictionary<ObjectId, string> _schemas = [];
    private readonly Dictionary<ObjectId, TableParts> _tables = [];
    private readonly Dictionary<ObjectId, ViewParts> _views = [];
    private readonly ForeignKeyRecords _foreignKeys = new();
    private readonly IndexRecords _indexes = new();
    private ulong _number;
    private uint _nextObjectId;

    /// <summary>The number of the last change, from the database's own record.</summary>
    public static ulong ReadNumber(ReadOnlySpan<byte> databaseRecord) =>
        (ulong)new RowReader(databaseRecord, CatalogLayouts.Of(CatalogRecordKind.Database)).GetInt64(1);

    /// <summary>Takes one record in.</summary>
    public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var id = CatalogKey.Decode(key);
        var row = new RowReader(value, CatalogLayouts.Of(id.Kind));
        switch (id.Kind)
        {
            case CatalogRecordKind.Database:
                AddDatabase(row);
                break;
            case CatalogRecordKind.Schema:
                _schemas.Add(id.Object, Text(row, 0));
                break;
            case CatalogRecordKind.Table:
                _tables.Add(id.Object, ReadTable(row));
                break;
            case CatalogRecordKind.Column:
                TableOf(id).Columns.Add(ReadColumn(row, id.Ordinal));
                break;
            case CatalogRecordKind.Index:
                TableOf(id).Indexes.Add(new(
                    id.Part, Text(row, 0), id.Object, Tree(row.GetInt64(1)), row.GetBoolean(2), [], row.GetBoolean(3)));
                break;
            case CatalogRecordKind.KeyColumn:
                TableOf(id).KeyColumns.Add((id.Part, new(row.GetInt32(0), row.GetBoolean(1), row.GetBoolean(2))));
                break;
            case CatalogRecordKind.Check:
                TableOf(id).Checks.Add(new(Text(row, 0), Text(row, 1)));
                break;
            case CatalogRecordKind.View:
                _views.Add(id.Object, new(Id(row.GetInt64(0)), Text(row, 1), Text(row, 2)));
                break;
            case CatalogRecordKind.ViewCheck:
                ViewOf(id).CheckOption = (ViewCheck)row.GetInt16(0);
                break;
            case CatalogRecordKind.ViewColumn:
                ViewOf(id).ColumnNames.Add(Text(row, 0));
                break;
            case CatalogRecordKind.Reference:
                ViewOf(id).References.Add(Id(row.GetInt64(0)));
                break;
            case CatalogRecordKind.IndexDetails:
                _indexes.AddDetails(id, row);
                break;
            case CatalogRecordKind.IndexExpression:
                _indexes.AddExpression(id, row);
                break;
            case CatalogRecordKind.IncludedColumn:
                _indexes.AddIncluded(id, row);
                break;
            case CatalogRecordKind.ForeignKey:
                _foreignKeys.AddKey(id, row);
                break;
            case CatalogRecordKind.ForeignKeyColumn:
                _foreignKeys.AddColumn(id, row);
                break;
            case CatalogRecordKind.RowCount:
                rowCounts.Load(id.Object, row.GetInt64(0));
                break;
        }
    }

    /// <summary>The snapshot, once all records are in.</summary>
    public CatalogSnapshot Finish()
    {
        if (_nextObjectId == 0)
            throw CatalogErrors.Corrupt("the database record is missing");
        var snapshot = CatalogSnapshot.CreateEmpty(rowCounts, _number, _nextObjectId);
        foreach (var (id, parts) in _tables)
            snapshot = snapshot.WithTable(parts.Build(id, SchemaName(parts.Schema), _indexes));
        foreach (var (id, parts) in _views)
            snapshot = snapshot.WithView(parts.Build(id, SchemaName(parts.Schema)));
        return _foreignKeys.AddTo(snapshot);
    }

    private static string Text(RowReader row, int ordinal) => System.Text.Encoding.UTF8.GetString(row.GetBytes(ordinal));

    private static ObjectId Id(long value) => value is >= 0 and <= uint.MaxValue
        ? new((uint)value)
        : throw CatalogErrors.Corrupt("an object id is out of range");

    private static TreeId Tree(long value) => value is > 0 and <= uint.MaxValue
        ? new((uint)value)
        : throw CatalogErrors.Corrupt("a tree id is out of range");

    private static TableParts ReadTable(RowReader row) => new(
        Id(row.GetInt64(0)), Text(row, 1), Tree(row.GetInt64(2)), row.GetInt32(3), (ulong)row.GetInt64(4),
        row.IsNull(5) ? null : Text(row, 5));

    private static ColumnSchema ReadColumn(RowReader row, int ordinal)
    {
        var type = new SqlType(
            (TypeId)row.GetInt16(1), row.GetInt32(2), (TypeId)row.GetInt16(3), (uint)row.GetInt64(4));
        if (!Enum.IsDefined(type.Id))
            throw CatalogErrors.Corrupt($"type {(int)type.Id} is unknown");
        return new(Text(row, 0), ordinal, type, row.GetBoolean(5), row.IsNull(6) ? null : Text(row, 6), row.GetInt32(7));
    }

    private void AddDatabase(RowReader row)
    {
        var format = row.GetInt32(0);
        if (format > CatalogRecordWriter.FormatVersion)
            throw CatalogErrors.NewerFormat(format, CatalogRecordWriter.FormatVersion);
        _number = (ulong)row.GetInt64(1);
        _nextObjectId = Id(row.GetInt64(2)).Value;
    }

    private TableParts TableOf(CatalogKey key) =>
        _tables.GetValueOrDefault(key.Object) ?? throw CatalogErrors.Corrupt($"table {key.Object.Value} is missing");

    private ViewParts ViewOf(CatalogKey key) =>
        _views.GetValueOrDefault(key.Object) ?? throw CatalogErrors.Corrupt($"view {key.Object.Value} is missing");

    private string SchemaName(ObjectId id) =>
        _schemas.GetValueOrDefault(id) ?? throw CatalogErrors.Corrupt($"schema {id.Value} is missing");

    private sealed record TableParts(
        ObjectId Schema, string Name, TreeId Tree, int SchemaVersion, ulong DefinedIn, string? PrimaryKeyName)
    {
        public List<ColumnSchema> Columns { get; } = [];

        public List<IndexSchema> Indexes { get; } = [];

        public List<(ObjectId Index, IndexColumn Column)> KeyColumns { get; } = [];

        public List<CheckConstraintSchema> Checks { get; } = [];

        public TableSchema Build(ObjectId id, string schema, IndexRecords details)
        {
            for (var i = 0; i < Columns.Count; i++)
            {
                if (Columns[i].Ordinal != i)
                    throw CatalogErrors.Corrupt($"a column of table {id.Value} is missing");
            }

            var indexes = ImmutableArray.CreateBuilder<IndexSchema>(Indexes.Count);
            foreach (var index in Indexes)
                indexes.Add(details.Complete(index with { Columns = KeyOf(index.Id) }));
            return new(
                id, schema, Name, Tree, SchemaVersion, [.. Columns], KeyOf(default), PrimaryKeyName,
                indexes.MoveToImmutable(), [.. Checks])
            {
                DefinedIn = DefinedIn,
            };
        }

        private ImmutableArray<IndexColumn> KeyOf(ObjectId index)
        {
            var key = ImmutableArray.CreateBuilder<IndexColumn>();
            foreach (var (owner, column) in KeyColumns)
            {
                if (owner != index)
                    continue;
                if (column.Ordinal >= Columns.Count)
                    throw CatalogErrors.Corrupt("a key column does not exist");
                key.Add(column);
            }

            return key.ToImmutable();
        }
    }

    private sealed record ViewParts(ObjectId Schema, string Name, string QuerySql)
    {
        public List<string> ColumnNames { get; } = [];

        public List<ObjectId> References { get; } = [];

        public ViewCheck CheckOption { get; set; }

        public ViewSchema Build(ObjectId id, string schema) =>
            new(id, schema, Name, QuerySql, [.. ColumnNames])
            {
                References = [.. References],
                CheckOption = CheckOption,
            };
    }
}
