using System.Collections.Immutable;
using BTreeDb.Primitives;

namespace BTreeDb.Catalog;

/// <summary>
/// A table: columns, keys, constraints and the tree that holds its rows, clustered by primary key or, without one,
/// by a hidden row id.
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

    /// <summary>The foreign keys of the table.</summary>
    public ImmutableArray<ForeignKeySchema> ForeignKeys { get; init; } = [];

    /// <summary>The foreign keys that refer to the table, in the order of their creation.</summary>
    public ImmutableArray<ForeignKeySchema> ReferencedBy { get; init; } = [];

    /// <summary>
    /// The number of the catalog change that last touched this definition or one of its indexes. A writer whose snapshot
    /// has another one must not write: it would miss an index or write a dropped tree.
    /// </summary>
    public ulong DefinedIn { get; init; }
}
