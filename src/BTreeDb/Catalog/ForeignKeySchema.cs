using System.Collections.Immutable;

namespace BTreeDb.Catalog;

/// <summary>A foreign key: columns of a table whose values are keys of another one, or of itself.</summary>
/// <param name="Id">Its object id.</param>
/// <param name="Name">The constraint's name.</param>
/// <param name="Table">The referencing table.</param>
/// <param name="Columns">The referencing columns.</param>
/// <param name="ReferencedTable">The referenced table.</param>
/// <param name="ReferencedColumns">The referenced columns, in the order of <paramref name="Columns"/>.</param>
/// <param name="ReferencedIndex">The unique index over them; no id where it is the primary key.</param>
internal sealed record ForeignKeySchema(
    ObjectId Id,
    string Name,
    ObjectId Table,
    ImmutableArray<int> Columns,
    ObjectId ReferencedTable,
    ImmutableArray<int> ReferencedColumns,
    ObjectId ReferencedIndex)
{
    /// <summary>MATCH FULL: all columns are null or none is. MATCH SIMPLE lets any null pass.</summary>
    public bool IsMatchFull { get; init; }

    /// <summary>ON DELETE.</summary>
    public ForeignKeyAction OnDelete { get; init; }

    /// <summary>ON UPDATE.</summary>
    public ForeignKeyAction OnUpdate { get; init; }

    /// <summary>The columns that ON DELETE SET NULL and SET DEFAULT set; empty for all of them.</summary>
    public ImmutableArray<int> SetColumns { get; init; } = [];

    /// <summary>DEFERRABLE: SET CONSTRAINTS may put its checks off to the commit.</summary>
    public bool IsDeferrable { get; init; }

    /// <summary>INITIALLY DEFERRED.</summary>
    public bool IsInitiallyDeferred { get; init; }

    /// <summary>Whether all rows are known to satisfy it: false between NOT VALID and VALIDATE CONSTRAINT.</summary>
    public bool IsValid { get; init; } = true;

    /// <summary>Whether a table refers to itself.</summary>
    public bool IsSelfReference => Table == ReferencedTable;

    /// <summary>The key after a column of a table has gone that is not in it; the columns behind have moved up.</summary>
    public ForeignKeySchema WithoutColumn(ObjectId table, int ordinal) => this with
    {
        Columns = table == Table ? MoveOrdinals(Columns, ordinal) : Columns,
        SetColumns = table == Table ? MoveOrdinals(SetColumns, ordinal) : SetColumns,
        ReferencedColumns = table == ReferencedTable ? MoveOrdinals(ReferencedColumns, ordinal) : ReferencedColumns,
    };

    /// <summary>Ordinals after one has gone.</summary>
    public static ImmutableArray<int> MoveOrdinals(ImmutableArray<int> ordinals, int removed)
    {
        for (var i = 0; i < ordinals.Length; i++)
        {
            if (ordinals[i] > removed)
                ordinals = ordinals.SetItem(i, ordinals[i] - 1);
        }

        return ordinals;
    }

    /// <summary>Whether two definitions are the same; arrays of records compare by reference.</summary>
    public bool Equals(ForeignKeySchema? other) =>
        other is not null && Id == other.Id && Name == other.Name && Table == other.Table
        && Columns.AsSpan().SequenceEqual(other.Columns.AsSpan()) && ReferencedTable == other.ReferencedTable
        && ReferencedColumns.AsSpan().SequenceEqual(other.ReferencedColumns.AsSpan())
        && ReferencedIndex == other.ReferencedIndex && IsMatchFull == other.IsMatchFull && OnDelete == other.OnDelete
        && OnUpdate == other.OnUpdate && SetColumns.AsSpan().SequenceEqual(other.SetColumns.AsSpan())
        && IsDeferrable == other.IsDeferrable && IsInitiallyDeferred == other.IsInitiallyDeferred
        && IsValid == other.IsValid;

    /// <inheritdoc/>
    public override int GetHashCode() => Id.GetHashCode();
}
