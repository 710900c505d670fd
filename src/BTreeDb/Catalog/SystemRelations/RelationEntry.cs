using System.Collections.Immutable;

namespace BTreeDb.Catalog.SystemRelations;

/// <summary>A relation as <c>pg_class</c> lists it.</summary>
/// <param name="Oid">Its number.</param>
/// <param name="Schema">Its schema.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">PostgreSQL's letter: r table, i index, v view, S sequence, m materialized view.</param>
/// <param name="Columns">Its columns; empty for an index.</param>
internal sealed record RelationEntry(
    long Oid, string Schema, string Name, char Kind, ImmutableArray<ColumnSchema> Columns)
{
    /// <summary>The table that it is, or whose index it is.</summary>
    public TableSchema? Table { get; init; }

    /// <summary>The view that it is.</summary>
    public ViewSchema? View { get; init; }

    /// <summary>The index that it is; null for a primary key, which has no definition of its own.</summary>
    public IndexSchema? Index { get; init; }

    /// <summary>The key columns of an index.</summary>
    public ImmutableArray<IndexColumn> Key { get; init; } = [];

    /// <summary>Whether it is the index of a primary key.</summary>
    public bool IsPrimaryKey { get; init; }

    /// <summary>Whether it belongs to the system.</summary>
    public bool IsSystem { get; init; }

    /// <summary>Whether it is temporary.</summary>
    public bool IsTemporary { get; init; }

    /// <summary>Whether a materialized view has rows.</summary>
    public bool IsPopulated { get; init; } = true;

    /// <summary>How many columns an index has besides its key.</summary>
    public int IncludedCount { get; init; }

    /// <summary>Whether a unique index takes NULLs for equal.</summary>
    public bool NullsAreEqual { get; init; }

    /// <summary>What a view says about changes through it.</summary>
    public string CheckOption { get; init; } = "NONE";

    /// <summary>Whether an index is unique.</summary>
    public bool IsUnique => IsPrimaryKey || Index is { IsUnique: true };
}
