using System.Collections.Immutable;
using BTreeDb.Primitives;

namespace BTreeDb.Catalog;

/// <summary>
/// A table: columns, keys, constraints and the tree that holds its rows, clustered by primary key or, without one,
/// by a hidden row id. A materialized view is a table whose rows come from a query.
/// </summary>
/// <param name="Id">The table's object id.</param>
/// <param name="SchemaName">The schema that it lives in.</param>
/// <param name="Name">The table's name.</param>
/// <param name="Tree">The clustered tree.</param>
/// <param name="SchemaVersion">Raised by each change of the columns; rows carry the version they were written under.</param>
/// <param name="Columns">In order of their ordinals.</param>
/// <param name="PrimaryKey">The key columns; empty where rows are clustered by the hidden row id.</param>
/// <param name="PrimaryKeyName">The constraint's name, or null.</param>
/// <param name="Indexes">Secondary indexes.</param>
/// <param name="Checks">CHECK constraints.</param>
internal sealed record TableSchema(
    ObjectId Id,
    string SchemaName,
    string Name,
    TreeId Tree,
    int SchemaVersion,
    ImmutableArray<ColumnSchema> Columns,
    ImmutableArray<IndexColumn> PrimaryKey,
    string? PrimaryKeyName,
    ImmutableArray<IndexSchema> Indexes,
    ImmutableArray<CheckConstraintSchema> Checks)
{
    /// <summary>Whether rows are clustered by a hidden, ascending row id.</summary>
    public bool HasHiddenRowId => PrimaryKey.IsEmpty;

    /// <summary>
    /// The index of a primary key by which rows are not clustered, because it is DEFERRABLE, or because texts in it may be equal
    /// though their bytes are not; or null.
    /// </summary>
    public IndexSchema? IndexedPrimaryKey
    {
        get
        {
            foreach (var index in Indexes)
            {
                if (index.IsPrimary)
                    return index;
            }

            return null;
        }
    }

    /// <summary>Whether there is a primary key of either kind.</summary>
    public bool HasPrimaryKey => PrimaryKeyName is not null || IndexedPrimaryKey is not null;

    /// <summary>
    /// The column that a key column of an index is for a user: itself, or the one whose key under its own collation the index
    /// has in its place; below zero for any other expression.
    /// </summary>
    public int KeyOrdinal(in IndexColumn key)
    {
        if (key.Expression is not { } expression)
            return key.Ordinal;
        foreach (var column in Columns)
        {
            if (column.Collation is { } collation && CollationKeyText.IsOf(expression.Sql, column.Name, collation))
                return column.Ordinal;
        }

        return key.Ordinal;
    }

    /// <summary>The columns of a key as <see cref="KeyOrdinal"/> has them.</summary>
    public ImmutableArray<int> KeyOrdinals(ImmutableArray<IndexColumn> keys)
    {
        var ordinals = ImmutableArray.CreateBuilder<int>(keys.Length);
        foreach (var key in keys)
            ordinals.Add(KeyOrdinal(key));
        return ordinals.MoveToImmutable();
    }

    /// <summary>Whether a constraint of the table has this name.</summary>
    public bool HasConstraint(string name)
    {
        if (PrimaryKeyName == name)
            return true;
        foreach (var index in Indexes)
        {
            if (index.BacksConstraint && index.Name == name)
                return true;
        }

        foreach (var check in Checks)
        {
            if (check.Name == name)
                return true;
        }

        foreach (var key in ForeignKeys)
        {
            if (key.Name == name)
                return true;
        }

        return false;
    }

    /// <summary>The name of a unique index, or of the primary key where the id is none.</summary>
    public string? NameOfKey(ObjectId index)
    {
        if (index == default)
            return PrimaryKeyName;
        foreach (var candidate in Indexes)
        {
            if (candidate.Id == index)
                return candidate.Name;
        }

        return null;
    }

    /// <summary>The foreign keys of the table.</summary>
    public ImmutableArray<ForeignKeySchema> ForeignKeys { get; init; } = [];

    /// <summary>The foreign keys that refer to the table, in the order of their creation.</summary>
    public ImmutableArray<ForeignKeySchema> ReferencedBy { get; init; } = [];

    /// <summary>
    /// The number of the catalog change that last touched this definition or one of its indexes. A writer whose snapshot
    /// has another one must not write: it would miss an index or write a dropped tree.
    /// </summary>
    public ulong DefinedIn { get; init; }

    /// <summary>The oldest schema version that rows may carry: raised when all rows are written anew.</summary>
    public int FirstVersion { get; init; } = 1;

    /// <summary>Columns that are gone. Their numbers are not used again.</summary>
    public ImmutableArray<DroppedColumn> Dropped { get; init; } = [];

    /// <summary>The query of a materialized view; null for a table.</summary>
    public MaterializedQuery? Materialized { get; init; }

    /// <summary>Whether it is a materialized view.</summary>
    public bool IsMaterializedView => Materialized is not null;

    /// <summary>What the dialect calls it.</summary>
    public string KindName => IsMaterializedView ? "materialized view" : "table";

    /// <summary>The number for the next new column.</summary>
    public int NextColumnNumber
    {
        get
        {
            var last = 0;
            foreach (var column in Columns)
                last = Math.Max(last, column.Number);
            foreach (var column in Dropped)
                last = Math.Max(last, column.Number);
            return last + 1;
        }
    }

    /// <summary>
    /// The table without a column that is in no key, index or constraint any more. Rows stay as they are; the ordinals of
    /// the columns behind it move.
    /// </summary>
    public TableSchema WithoutColumn(ColumnSchema column)
    {
        var foreignKeys = ForeignKeys;
        for (var i = 0; i < foreignKeys.Length; i++)
            foreignKeys = foreignKeys.SetItem(i, foreignKeys[i].WithoutColumn(Id, column.Ordinal));
        var columns = Columns.RemoveAt(column.Ordinal);
        for (var i = column.Ordinal; i < columns.Length; i++)
            columns = columns.SetItem(i, columns[i] with { Ordinal = i });
        var indexes = Indexes;
        for (var i = 0; i < indexes.Length; i++)
            indexes = indexes.SetItem(i, indexes[i] with
            {
                Columns = MoveOrdinals(indexes[i].Columns, column.Ordinal),
                Included = ForeignKeySchema.MoveOrdinals(indexes[i].Included, column.Ordinal),
            });
        return this with
        {
            SchemaVersion = SchemaVersion + 1,
            Columns = columns,
            PrimaryKey = MoveOrdinals(PrimaryKey, column.Ordinal),
            Indexes = indexes,
            ForeignKeys = foreignKeys,
            Dropped = Dropped.Add(new(column.Number, column.Type.Base, column.AddedInVersion, SchemaVersion + 1)),
        };
    }

    /// <summary>Finds a column by name; null when there is none.</summary>
    public ColumnSchema? FindColumn(string name)
    {
        foreach (var column in Columns)
        {
            if (column.Name == name)
                return column;
        }

        return null;
    }

    private static ImmutableArray<IndexColumn> MoveOrdinals(ImmutableArray<IndexColumn> columns, int removed)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i].Ordinal > removed)
                columns = columns.SetItem(i, columns[i] with { Ordinal = columns[i].Ordinal - 1 });
        }

        return columns;
    }
}
