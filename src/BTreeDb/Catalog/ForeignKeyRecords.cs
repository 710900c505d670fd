using System.Collections.Immutable;
using BTreeDb.Types;

namespace BTreeDb.Catalog;

/// <summary>
/// Foreign keys in the records of their tables, where they are read back; who is referenced is found when all tables are in.
/// </summary>
internal sealed class ForeignKeyRecords
{
    private readonly Dictionary<ObjectId, List<ForeignKeySchema>> _ofTable = [];

    /// <summary>The columns of a key's own record, which its column records follow.</summary>
    public static Datum[] ValuesOf(ForeignKeySchema key) =>
    [
        Datum.FromText(key.Name), Datum.FromInt64(key.ReferencedTable.Value), Datum.FromInt64(key.ReferencedIndex.Value),
        Datum.FromBoolean(key.IsMatchFull), Datum.FromInt64((short)key.OnDelete), Datum.FromInt64((short)key.OnUpdate),
        Datum.FromBoolean(key.IsDeferrable), Datum.FromBoolean(key.IsInitiallyDeferred), Datum.FromBoolean(key.IsValid),
    ];

    /// <summary>The columns of the record of one of a key's columns.</summary>
    public static Datum[] ValuesOf(ForeignKeySchema key, int place) =>
    [
        Datum.FromInt64(key.Columns[place]), Datum.FromInt64(key.ReferencedColumns[place]),
        Datum.FromBoolean(key.SetColumns.Contains(key.Columns[place])),
    ];

    /// <summary>Takes a key's own record in.</summary>
    public void AddKey(CatalogKey id, RowReader row)
    {
        if (!_ofTable.TryGetValue(id.Object, out var keys))
            _ofTable.Add(id.Object, keys = []);
        keys.Add(new ForeignKeySchema(
            id.Part, CatalogRecordReader.Text(row, 0), id.Object, [], new((uint)row.GetInt64(1)), [],
            new((uint)row.GetInt64(2)))
        {
            IsMatchFull = row.GetBoolean(3),
            OnDelete = (ForeignKeyAction)row.GetInt16(4),
            OnUpdate = (ForeignKeyAction)row.GetInt16(5),
            IsDeferrable = row.GetBoolean(6),
            IsInitiallyDeferred = row.GetBoolean(7),
            IsValid = row.GetBoolean(8),
        });
    }

    /// <summary>Takes the record of a column in; its key has come before.</summary>
    public void AddColumn(CatalogKey id, RowReader row)
    {
        var keys = _ofTable.GetValueOrDefault(id.Object);
        var place = keys?.FindIndex(key => key.Id == id.Part) ?? -1;
        if (place < 0)
            throw CatalogErrors.Corrupt($"foreign key {id.Part.Value} is missing");
        var key = keys![place];
        var column = row.GetInt32(0);
        keys[place] = key with
        {
            Columns = key.Columns.Add(column),
            ReferencedColumns = key.ReferencedColumns.Add(row.GetInt32(1)),
            SetColumns = row.GetBoolean(2) ? key.SetColumns.Add(column) : key.SetColumns,
        };
    }

    /// <summary>The snapshot with the keys in the tables that have them and in those that are referenced.</summary>
    public CatalogSnapshot AddTo(CatalogSnapshot snapshot)
    {
        foreach (var (id, keys) in _ofTable)
        {
            if (!snapshot.TryGetTable(id, out var table))
                throw CatalogErrors.Corrupt($"table {id.Value} is missing");
            snapshot = snapshot.WithTable(table with { ForeignKeys = [.. keys] });
            foreach (var key in keys)
                snapshot = AddReference(snapshot, key);
        }

        return snapshot;
    }

    private static CatalogSnapshot AddReference(CatalogSnapshot snapshot, ForeignKeySchema key)
    {
        if (!snapshot.TryGetTable(key.ReferencedTable, out var referenced))
            throw CatalogErrors.Corrupt($"table {key.ReferencedTable.Value} is missing");
        return snapshot.WithTable(referenced with { ReferencedBy = Sorted(referenced.ReferencedBy.Add(key)) });
    }

    /// <summary>Keys in the order of their creation, in which their actions happen.</summary>
    public static ImmutableArray<ForeignKeySchema> Sorted(ImmutableArray<ForeignKeySchema> keys) =>
        keys.Sort(static (left, right) => left.Id.Value.CompareTo(right.Id.Value));
}
