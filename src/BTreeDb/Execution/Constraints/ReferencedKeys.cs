using BTreeDb.Catalog;
using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Constraints;

/// <summary>Keys that a statement has deleted, or changed, and that a foreign key may still refer to.</summary>
internal sealed class ReferencedKeys
{
    private static readonly int[] SingleRow = [0];

    private readonly RowStore _keys;
    private readonly ColumnVector[] _sources;

    /// <summary>No keys yet.</summary>
    /// <param name="key">The foreign key.</param>
    /// <param name="referenced">The referenced table.</param>
    /// <param name="isDelete">Whether rows were deleted; else each old key is followed by the new one.</param>
    public ReferencedKeys(ForeignKeySchema key, TableSchema referenced, bool isDelete)
    {
        (Key, IsDelete) = (key, isDelete);
        Types = TypesOf(key, referenced, isDelete);
        _keys = new RowStore(Types);
        _sources = new ColumnVector[Types.Length];
    }

    /// <summary>The foreign key.</summary>
    public ForeignKeySchema Key { get; }

    /// <summary>Whether rows were deleted; else their keys were changed.</summary>
    public bool IsDelete { get; }

    /// <summary>What becomes of referencing rows.</summary>
    public ForeignKeyAction Action => IsDelete ? Key.OnDelete : Key.OnUpdate;

    /// <summary>Whether the keys are being worked on, so that later ones go elsewhere.</summary>
    public bool IsTaken { get; set; }

    /// <summary>The types of the columns: the old key's, then those of the new one.</summary>
    public SqlType[] Types { get; }

    /// <summary>How many keys there are.</summary>
    public int Count => _keys.Count;

    /// <summary>The types of keys.</summary>
    public static SqlType[] TypesOf(ForeignKeySchema key, TableSchema referenced, bool isDelete)
    {
        var width = key.ReferencedColumns.Length;
        var types = new SqlType[isDelete ? width : width * 2];
        for (var i = 0; i < types.Length; i++)
            types[i] = referenced.Columns[key.ReferencedColumns[i % width]].Type;
        return types;
    }

    /// <summary>Adds the key of a deleted row, at place 0 of its columns.</summary>
    public void Add(ReadOnlySpan<ColumnVector> old)
    {
        for (var i = 0; i < Key.ReferencedColumns.Length; i++)
            _sources[i] = old[Key.ReferencedColumns[i]];
        _keys.Append(_sources, SingleRow);
    }

    /// <summary>Adds the old and the new key of a row; both at place 0.</summary>
    public void Add(ReadOnlySpan<ColumnVector> old, ReadOnlySpan<ColumnVector> changed)
    {
        var width = Key.ReferencedColumns.Length;
        for (var i = 0; i < width; i++)
        {
            _sources[i] = old[Key.ReferencedColumns[i]];
            _sources[width + i] = changed[i];
        }
        _keys.Append(_sources, SingleRow);
    }

    /// <summary>Fills vectors with consecutive keys.</summary>
    public void CopyRange(int first, int count, ColumnVector[] targets) => _keys.CopyRange(first, count, targets);
}
