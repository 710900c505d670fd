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
    private readonly Dictionary<ObjectId, StoredTable> _tables = [];
    private readonly Dictionary<ObjectId, ViewParts> _views = [];
    private readonly ForeignKeyRecords _foreignKeys = new();
    private readonly IndexRecords _indexes = new();
    private readonly Dictionary<ObjectId, (long Rows, List<ColumnStatistics?> Columns)> _statistics = [];
    private readonly Dictionary<ObjectId, (ObjectId Schema, SequenceSchema Sequence)> _sequences = [];
    private readonly Dictionary<ObjectId, List<ObjectComment>> _comments = [];
    private readonly StoredTypes _types = new();
    private readonly RoutineRecords _routines = new();
    private readonly List<(ObjectId Schema, Collation Collation)> _collations = [];
    private ulong _number;
    private uint _nextObjectId;

    /// <summary>The number of the last change, from the database's own record.</summary>
    public static ulong ReadNumber(ReadOnlySpan<byte> databaseRecord) => (ulong)new RowReader(
        databaseRecord, CatalogLayouts.Of(CatalogRecordKind.Database, databaseRecord)).GetInt64(1);

    /// <summary>Where a sequence stands, from the record of its state.</summary>
    public static SequencePoint ReadPosition(ReadOnlySpan<byte> stateRecord)
    {
        var row = new RowReader(stateRecord, CatalogLayouts.Of(CatalogRecordKind.SequenceState, stateRecord));
        return new(row.GetInt64(0), row.GetBoolean(1));
    }

    /// <summary>A text column of a record.</summary>
    public static string Text(RowReader row, int ordinal) => System.Text.Encoding.UTF8.GetString(row.GetBytes(ordinal));

    /// <summary>Takes one record in.</summary>
    public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var id = CatalogKey.Decode(key);
        var layout = CatalogLayouts.Of(id.Kind, value);
        var row = new RowReader(value, layout);
        switch (id.Kind)
        {
            case CatalogRecordKind.Database:
                AddDatabase(row);
                break;
            case CatalogRecordKind.Schema:
                _schemas.Add(id.Object, Text(row, 0));
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
                ReferencesOf(id).Add(Id(row.GetInt64(0)));
                break;
            case CatalogRecordKind.IndexDetails:
                _indexes.AddDetails(id, row, layout.ColumnCount);
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
            case CatalogRecordKind.Statistics:
                AddStatistics(id, row);
                break;
            case CatalogRecordKind.Sequence:
                _sequences.Add(id.Object, (Id(row.GetInt64(0)), ReadSequence(id.Object, row)));
                break;
            case CatalogRecordKind.SequenceState:
                break;
            case CatalogRecordKind.Enum or CatalogRecordKind.EnumLabel
                or CatalogRecordKind.Domain or CatalogRecordKind.DomainCheck:
                _types.Add(id, row);
                break;
            case CatalogRecordKind.Routine:
                _routines.Add(id, row);
                break;
            case CatalogRecordKind.RoutineParameter:
                _routines.AddParameter(id, row);
                break;
            case CatalogRecordKind.Collation:
                _collations.Add((Id(row.GetInt64(0)), Collation.Define(
                    id.Object.Value, "", Text(row, 1), row.IsNull(2) ? null : Text(row, 2), row.GetBoolean(3))));
                break;
            case CatalogRecordKind.Comment:
                AddComment(id.Object, row);
                break;
            default:
                AddTablePart(id, row, layout.ColumnCount);
                break;
        }
    }

    /// <summary>The snapshot, once all records are in.</summary>
    public CatalogSnapshot Finish()
    {
        if (_nextObjectId == 0)
            throw CatalogErrors.Corrupt("the database record is missing");
        var snapshot = CatalogSnapshot.CreateEmpty(rowCounts, _number, _nextObjectId);
        foreach (var (id, name) in _schemas)
            snapshot = snapshot.WithSchema(new(id, name));
        foreach (var type in _types.Build(SchemaName))
            snapshot = snapshot.WithType(type);
        foreach (var (schema, collation) in _collations)
            snapshot = snapshot.WithCollation(collation.Renamed(SchemaName(schema), collation.Name));
        foreach (var (id, parts) in _tables)
            snapshot = snapshot.WithTable(parts.Build(id, SchemaName(parts.Schema), _types, _indexes));
        foreach (var (id, parts) in _views)
            snapshot = snapshot.WithView(parts.Build(id, SchemaName(parts.Schema)));
        foreach (var routine in _routines.Build(_types, SchemaName))
            snapshot = snapshot.WithRoutine(routine);
        foreach (var (id, (rows, columns)) in _statistics)
            rowCounts.Get(id).LoadStatistics(new(rows, [.. columns]));
        foreach (var (schema, sequence) in _sequences.Values)
            snapshot = snapshot.WithSequence(sequence with { SchemaName = SchemaName(schema) });
        foreach (var (id, comments) in _comments)
            snapshot = snapshot.WithComments(id, [.. comments]);
        return _foreignKeys.AddTo(snapshot);
    }

    private static ObjectId Id(long value) => value is >= 0 and <= uint.MaxValue
        ? new((uint)value)
        : throw CatalogErrors.Corrupt("an object id is out of range");

    private static TreeId Tree(long value) => value is > 0 and <= uint.MaxValue
        ? new((uint)value)
        : throw CatalogErrors.Corrupt("a tree id is out of range");

    private static StoredTable ReadTable(RowReader row, int columns) => new(
        Id(row.GetInt64(0)), Text(row, 1), Tree(row.GetInt64(2)), row.GetInt32(3), (ulong)row.GetInt64(4),
        row.IsNull(5) ? null : Text(row, 5), columns > 6 ? row.GetInt32(6) : 1);

    private static (ColumnSchema Column, StoredType Type) ReadColumn(RowReader row, int ordinal, int columns)
    {
        var type = StoredType.Read(row, 1);
        var column = new ColumnSchema(
            Text(row, 0), ordinal, type.Type, row.GetBoolean(5), row.IsNull(6) ? null : Text(row, 6), row.GetInt32(7));
        if (columns == 8)
            return (column, type);
        column = column with
        {
            Number = row.GetInt32(8),
            Generation = (ColumnGeneration)row.GetInt16(9),
            IdentitySequence = Id(row.GetInt64(10)),
            Missing = row.IsNull(11)
                ? Datum.Null
                : new RowReader(row.GetBytes(11), new RowLayout(1, [type.Type], [])).GetDatum(0),
            Collation = columns == 12 || row.IsNull(12) ? null : Text(row, 12),
        };
        return (column, type);
    }

    private static (DroppedColumn Column, StoredType Type) ReadDropped(RowReader row, int number)
    {
        var type = StoredType.Read(row, 0);
        return (new DroppedColumn(number, type.Type, row.GetInt32(4), row.GetInt32(5)), type);
    }

    private static CheckConstraintSchema ReadCheck(RowReader row, int columns) =>
        columns > 2
            ? new(Text(row, 0), Text(row, 1), row.GetBoolean(2)) { IsNoInherit = row.GetBoolean(3) }
            : new(Text(row, 0), Text(row, 1));

    private static SequenceSchema ReadSequence(ObjectId id, RowReader row) =>
        new(id, "", Text(row, 1), Id(row.GetInt64(2)))
        {
            Type = new SqlType((TypeId)row.GetInt16(3)),
            Start = row.GetInt64(4),
            Increment = row.GetInt64(5),
            Minimum = row.GetInt64(6),
            Maximum = row.GetInt64(7),
            Cache = row.GetInt64(8),
            IsCycle = row.GetBoolean(9),
            OwnerTable = Id(row.GetInt64(10)),
            OwnerColumn = row.GetInt32(11),
            IsIdentity = row.GetBoolean(12),
        };

    private void AddTablePart(CatalogKey id, RowReader row, int columns)
    {
        switch (id.Kind)
        {
            case CatalogRecordKind.Table:
                _tables.Add(id.Object, ReadTable(row, columns));
                break;
            case CatalogRecordKind.Column:
                TableOf(id).Columns.Add(ReadColumn(row, id.Ordinal, columns));
                break;
            case CatalogRecordKind.Index:
                TableOf(id).Indexes.Add(new(
                    id.Part, Text(row, 0), id.Object, Tree(row.GetInt64(1)), row.GetBoolean(2), [], row.GetBoolean(3)));
                break;
            case CatalogRecordKind.KeyColumn:
                TableOf(id).KeyColumns.Add((id.Part, new(row.GetInt32(0), row.GetBoolean(1), row.GetBoolean(2))));
                break;
            case CatalogRecordKind.Check:
                TableOf(id).Checks.Add(ReadCheck(row, columns));
                break;
            case CatalogRecordKind.DroppedColumn:
                TableOf(id).Dropped.Add(ReadDropped(row, id.Ordinal));
                break;
            case CatalogRecordKind.Materialized:
                TableOf(id).Materialized = new MaterializedQuery(Text(row, 0), row.GetBoolean(1), []);
                break;
        }
    }

    private void AddComment(ObjectId id, RowReader row)
    {
        if (!_comments.TryGetValue(id, out var comments))
            _comments.Add(id, comments = []);
        comments.Add(new ObjectComment(row.GetInt32(0), row.IsNull(1) ? null : Text(row, 1), Text(row, 2)));
    }

    private void AddStatistics(CatalogKey key, RowReader row)
    {
        if (!_statistics.TryGetValue(key.Object, out var found))
            _statistics.Add(key.Object, found = (row.GetInt64(0), []));
        while (found.Columns.Count < key.Ordinal)
            found.Columns.Add(null);
        found.Columns.Add(StatisticsCodec.TryDecode(row.GetBytes(1)));
    }

    private void AddDatabase(RowReader row)
    {
        var format = row.GetInt32(0);
        if (format > CatalogRecordWriter.FormatVersion)
            throw CatalogErrors.NewerFormat(format, CatalogRecordWriter.FormatVersion);
        _number = (ulong)row.GetInt64(1);
        _nextObjectId = Id(row.GetInt64(2)).Value;
    }

    private StoredTable TableOf(CatalogKey key) =>
        _tables.GetValueOrDefault(key.Object) ?? throw CatalogErrors.Corrupt($"table {key.Object.Value} is missing");

    private ViewParts ViewOf(CatalogKey key) =>
        _views.GetValueOrDefault(key.Object) ?? throw CatalogErrors.Corrupt($"view {key.Object.Value} is missing");

    private List<ObjectId> ReferencesOf(CatalogKey key) =>
        _tables.TryGetValue(key.Object, out var table)
            ? table.References
            : _routines.ReferencesOf(key.Object) ?? ViewOf(key).References;

    private string SchemaName(ObjectId id) =>
        _schemas.GetValueOrDefault(id) ?? throw CatalogErrors.Corrupt($"schema {id.Value} is missing");

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
