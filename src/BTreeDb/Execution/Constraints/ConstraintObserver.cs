using BTreeDb.Catalog;
using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;
using BTreeDb.Tables;
using BTreeDb.Types;

namespace BTreeDb.Execution.Constraints;

/// <summary>
/// Watches the rows that are written to a table with foreign keys, or that foreign keys refer to, or with deferrable unique
/// constraints. A new reference is looked up at once; one that is found stays, for its key is locked. What is not found,
/// which keys have gone, and which have come twice is noted for the end of the statement.
/// </summary>
internal sealed class ConstraintObserver : IRowObserver
{
    private readonly Table _table;
    private readonly ReferencedKeyProbe[] _probes;
    private readonly KeyColumn[] _comparable;
    private readonly ByteWriter _left = new(32);
    private readonly ByteWriter _right = new(32);
    private readonly ColumnVector[][] _newKeys;
    private TableAccess _access = null!;
    private ConstraintEvents _events = null!;
    private EvaluationContext _evaluation = null!;

    private ConstraintObserver(Table table, TableAccess access)
    {
        _table = table;
        var keys = table.Schema.ForeignKeys;
        _probes = new ReferencedKeyProbe[keys.Length];
        for (var i = 0; i < keys.Length; i++)
            _probes[i] = new ReferencedKeyProbe(keys[i], table.Schema, Referenced(table, keys[i], access));
        _comparable = new KeyColumn[table.Schema.Columns.Length];
        for (var i = 0; i < _comparable.Length; i++)
            _comparable[i] = new KeyColumn(table.Schema.Columns[i].Type);
        var referencedBy = table.Schema.ReferencedBy;
        _newKeys = new ColumnVector[referencedBy.Length][];
        for (var i = 0; i < _newKeys.Length; i++)
            _newKeys[i] = MakeKey(referencedBy[i]);
    }

    /// <summary>The observer of a table; null when it has no such constraint.</summary>
    public static ConstraintObserver? Create(Table table, TableAccess access)
    {
        var isNeeded = !table.Schema.ForeignKeys.IsEmpty || !table.Schema.ReferencedBy.IsEmpty;
        foreach (var index in table.Schema.Indexes)
            isNeeded |= index.IsDeferrable;
        return isNeeded ? new ConstraintObserver(table, access) : null;
    }

    /// <summary>Starts an execution.</summary>
    public void Begin(TableAccess access, ConstraintEvents events, EvaluationContext evaluation) =>
        (_access, _events, _evaluation) = (access, events, evaluation);

    /// <inheritdoc/>
    public void Inserted(ReadOnlySpan<ColumnVector> columns, int row, ReadOnlySpan<byte> rowKey)
    {
        for (var i = 0; i < _probes.Length; i++)
            Check(i, columns, row, rowKey);
    }

    /// <inheritdoc/>
    public void Updated(
        ReadOnlySpan<ColumnVector> old, ReadOnlySpan<ColumnVector> columns, int row, ReadOnlySpan<byte> rowKey)
    {
        var keys = _table.Schema.ForeignKeys;
        for (var i = 0; i < _probes.Length; i++)
        {
            if (Differ(keys[i].Columns.AsSpan(), old, columns, row))
                Check(i, columns, row, rowKey);
        }
        var referencedBy = _table.Schema.ReferencedBy;
        for (var i = 0; i < referencedBy.Length; i++)
        {
            var key = referencedBy[i];
            if (!IsComplete(key, old) || !Differ(key.ReferencedColumns.AsSpan(), old, columns, row))
                continue;
            for (var c = 0; c < _newKeys[i].Length; c++)
            {
                _newKeys[i][c].Clear();
                _newKeys[i][c].CopyRow(columns[key.ReferencedColumns[c]], row, 0);
            }
            _events.Open(key, _table.Schema, isDelete: false).Add(old, _newKeys[i]);
        }
    }

    /// <inheritdoc/>
    public void Duplicated(TableIndex index, ReadOnlySpan<byte> key) =>
        _events.Add(new PossibleDuplicate(_table.Schema.Id, index.Schema, key.ToArray()));

    /// <inheritdoc/>
    public void Deleted(ReadOnlySpan<ColumnVector> old)
    {
        foreach (var key in _table.Schema.ReferencedBy)
        {
            if (IsComplete(key, old))
                _events.Open(key, _table.Schema, isDelete: true).Add(old);
        }
    }

    private static Table Referenced(Table table, ForeignKeySchema key, TableAccess access)
    {
        if (key.IsSelfReference)
            return table;
        if (!access.Catalog!.TryGetTable(key.ReferencedTable, out var referenced))
            throw CatalogErrors.Corrupt($"table {key.ReferencedTable.Value} is missing");
        return access.GetTable(referenced);
    }

    private ColumnVector[] MakeKey(ForeignKeySchema key)
    {
        var columns = new ColumnVector[key.ReferencedColumns.Length];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = ColumnVector.Create(_table.Schema.Columns[key.ReferencedColumns[i]].Type, capacity: 1);
        return columns;
    }

    private void Check(int place, ReadOnlySpan<ColumnVector> columns, int row, ReadOnlySpan<byte> rowKey)
    {
        var probe = _probes[place];
        var kind = probe.Encode(columns, row, _evaluation);
        if (kind == ReferencedKeyKind.None || kind == ReferencedKeyKind.Complete && probe.TryLock(_access))
            return;
        _events.Add(new ReferencingRow(_table.Schema.ForeignKeys[place], rowKey.ToArray()));
    }

    /// <summary>Whether no column of a referenced key is null: else nothing refers to it.</summary>
    private static bool IsComplete(ForeignKeySchema key, ReadOnlySpan<ColumnVector> old)
    {
        foreach (var ordinal in key.ReferencedColumns)
        {
            if (old[ordinal].IsNull(0))
                return false;
        }
        return true;
    }

    private bool Differ(
        ReadOnlySpan<int> ordinals, ReadOnlySpan<ColumnVector> old, ReadOnlySpan<ColumnVector> columns, int row)
    {
        _left.Reset();
        _right.Reset();
        foreach (var ordinal in ordinals)
        {
            VectorKeyWriter.Append(_left, _comparable[ordinal], old[ordinal], 0);
            VectorKeyWriter.Append(_right, _comparable[ordinal], columns[ordinal], row);
        }
        return !_left.Written.SequenceEqual(_right.Written);
    }
}
