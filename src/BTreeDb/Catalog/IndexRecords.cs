using System.Collections.Immutable;
using BTreeDb.Types;

namespace BTreeDb.Catalog;

/// <summary>
/// What only some indexes have, in records of their own beside an index's first one: condition, included columns,
/// expressions, deferral.
/// </summary>
internal sealed class IndexRecords
{
    private readonly Dictionary<ObjectId, Details> _ofIndex = [];

    /// <summary>Whether an index has such a record.</summary>
    public static bool HasDetails(IndexSchema index) =>
        index.PredicateSql is not null || !index.Included.IsEmpty || index.NullsNotDistinct || index.IsDeferrable;

    /// <summary>The columns of that record.</summary>
    public static Datum[] ValuesOf(IndexSchema index) =>
    [
        index.PredicateSql is null ? Datum.Null : Datum.FromText(index.PredicateSql),
        Datum.FromBoolean(index.NullsNotDistinct), Datum.FromBoolean(index.IsDeferrable),
        Datum.FromBoolean(index.IsInitiallyDeferred), Datum.FromBoolean(index.IsPrimary),
    ];

    /// <summary>The columns of the record of an expression.</summary>
    public static Datum[] ValuesOf(IndexExpression expression) =>
    [
        Datum.FromText(expression.Sql), Datum.FromInt64((short)expression.Type.Id),
        Datum.FromInt64(expression.Type.Modifier), Datum.FromInt64((short)expression.Type.Element),
        Datum.FromInt64(expression.Type.UserTypeId),
    ];

    /// <summary>Takes an index's own record in.</summary>
    public void AddDetails(CatalogKey id, RowReader row, int columns)
    {
        var details = Of(id.Part);
        details.PredicateSql = row.IsNull(0) ? null : CatalogRecordReader.Text(row, 0);
        details.NullsNotDistinct = row.GetBoolean(1);
        details.IsDeferrable = row.GetBoolean(2);
        details.IsInitiallyDeferred = row.GetBoolean(3);
        details.IsPrimary = columns > 4 && row.GetBoolean(4);
    }

    /// <summary>Takes the record of an expression in.</summary>
    public void AddExpression(CatalogKey id, RowReader row) =>
        Of(id.Part).Expressions.Add(id.Ordinal, (CatalogRecordReader.Text(row, 0), StoredType.Read(row, 1)));

    /// <summary>Takes the record of an included column in.</summary>
    public void AddIncluded(CatalogKey id, RowReader row) => Of(id.Part).Included.Add(row.GetInt32(0));

    /// <summary>The index with what its own records say.</summary>
    public IndexSchema Complete(IndexSchema index, StoredTypes types)
    {
        if (!_ofIndex.TryGetValue(index.Id, out var details))
            return index;
        var columns = index.Columns.ToBuilder();
        foreach (var (place, (sql, type)) in details.Expressions)
        {
            if ((uint)place >= (uint)columns.Count)
                throw CatalogErrors.Corrupt("a key column does not exist");
            columns[place] = columns[place] with { Expression = new IndexExpression(sql, types.Resolve(type)) };
        }

        return index with
        {
            Columns = columns.ToImmutable(),
            PredicateSql = details.PredicateSql,
            Included = [.. details.Included],
            NullsNotDistinct = details.NullsNotDistinct,
            IsDeferrable = details.IsDeferrable,
            IsInitiallyDeferred = details.IsInitiallyDeferred,
            IsPrimary = details.IsPrimary,
        };
    }

    private Details Of(ObjectId index)
    {
        if (!_ofIndex.TryGetValue(index, out var details))
            _ofIndex.Add(index, details = new Details());
        return details;
    }

    private sealed class Details
    {
        public string? PredicateSql { get; set; }

        public bool NullsNotDistinct { get; set; }

        public bool IsDeferrable { get; set; }

        public bool IsInitiallyDeferred { get; set; }

        public bool IsPrimary { get; set; }

        public SortedDictionary<int, (string Sql, StoredType Type)> Expressions { get; } = [];

        public List<int> Included { get; } = [];
    }
}
