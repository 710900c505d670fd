using System.Collections.Immutable;
using BTreeDb.Primitives;

namespace BTreeDb.Catalog;

/// <summary>
/// A secondary index. Its tree maps (key columns, primary key) to nothing, or for unique indexes without a null in the
/// key, (key columns) to the primary key.
/// </summary>
internal sealed record IndexSchema(
    ObjectId Id, string Name, ObjectId TableId, TreeId Tree, bool IsUnique, ImmutableArray<IndexColumn> Columns,
    bool BacksConstraint = false)
{
    /// <summary>The condition of a partial index in canonical SQL: only rows that satisfy it have an entry; or null.</summary>
    public string? PredicateSql { get; init; }

    /// <summary>INCLUDE: columns that are not part of the key.</summary>
    public ImmutableArray<int> Included { get; init; } = [];

    /// <summary>
    /// The columns that the user calls the key. The tree of an index that is not unique has those of INCLUDE behind them, so
    /// that a scan finds them there; that of a unique one has not, because they would keep equal keys apart.
    /// </summary>
    public ImmutableArray<IndexColumn> KeyColumns => HoldsIncluded ? Columns[..^Included.Length] : Columns;

    /// <summary>Whether the included columns are the last ones of the tree's key. Older files have none there.</summary>
    private bool HoldsIncluded
    {
        get
        {
            if (Included.IsEmpty || IsUnique || Columns.Length <= Included.Length)
                return false;
            for (var i = 0; i < Included.Length; i++)
            {
                if (Columns[Columns.Length - Included.Length + i].Ordinal != Included[i])
                    return false;
            }

            return true;
        }
    }

    /// <summary>NULLS NOT DISTINCT: a unique index in which NULL equals NULL.</summary>
    public bool NullsNotDistinct { get; init; }

    /// <summary>A unique constraint that is DEFERRABLE: duplicates are looked for after the statement, or at the commit.</summary>
    public bool IsDeferrable { get; init; }

    /// <summary>
    /// Whether it is the primary key: one that is DEFERRABLE cannot be the tree of the rows, which refuses duplicates at once.
    /// </summary>
    public bool IsPrimary { get; init; }

    /// <summary>INITIALLY DEFERRED.</summary>
    public bool IsInitiallyDeferred { get; init; }

    /// <summary>Whether the tree itself refuses duplicates; where it does not, entries of a unique index are as of others.</summary>
    public bool IsUniqueAtOnce => IsUnique && !IsDeferrable;

    /// <summary>Whether entries depend on more than the values of columns: on expressions or a condition.</summary>
    public bool IsComputed
    {
        get
        {
            if (PredicateSql is not null)
                return true;
            foreach (var column in Columns)
            {
                if (column.Expression is not null)
                    return true;
            }

            return false;
        }
    }

    /// <summary>Whether any two rows differ in the key columns, now and in all of the table.</summary>
    public bool KeepsRowsApart => IsUniqueAtOnce && PredicateSql is null;
}
