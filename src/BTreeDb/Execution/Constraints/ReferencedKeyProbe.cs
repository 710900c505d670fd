using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Catalog;
using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;
using BTreeDb.Tables;
using BTreeDb.Transactions;
using BTreeDb.Trees;
using BTreeDb.Types;

namespace BTreeDb.Execution.Constraints;

/// <summary>
/// Looks up the key that a referencing row names, in the tree that holds the referenced keys: the clustered tree, or a
/// unique index's. The record that carries the key is locked, so that nobody deletes it before this transaction ends.
/// </summary>
internal sealed class ReferencedKeyProbe
{
    private readonly ForeignKeySchema _key;
    private readonly VersionedTree _tree;
    private readonly KeyColumn[] _keyColumns;
    private readonly int[] _sources;
    private readonly VectorExpression?[] _casts;
    private readonly Batch?[] _castInputs;
    private readonly ByteWriter _bytes = new(32);
    private RecordBuffer _scratch;

    /// <summary>A probe for rows of a referencing table.</summary>
    public ReferencedKeyProbe(ForeignKeySchema key, TableSchema referencing, Table referenced)
    {
        _key = key;
        var index = FindIndex(key, referenced);
        _tree = index?.Tree ?? referenced.Tree;
        _keyColumns = index?.Columns ?? referenced.Key;
        var columns = index?.Schema.Columns ?? referenced.Schema.PrimaryKey;
        _sources = new int[_keyColumns.Length];
        _casts = new VectorExpression?[_keyColumns.Length];
        _castInputs = new Batch?[_keyColumns.Length];
        for (var i = 0; i < _sources.Length; i++)
        {
            var ordinal = referenced.Schema.KeyOrdinal(columns[i]);
            _sources[i] = key.Columns[key.ReferencedColumns.IndexOf(ordinal)];
            var collation = columns[i].Expression is null ? null : referenced.Schema.Columns[ordinal].Collation;
            PrepareCast(i, referencing.Columns[_sources[i]].Type, collation);
        }
    }

    /// <summary>Encodes the key that a row refers to.</summary>
    public ReferencedKeyKind Encode(ReadOnlySpan<ColumnVector> columns, int row, EvaluationContext context)
    {
        _bytes.Reset();
        var nulls = 0;
        foreach (var source in _sources)
            nulls += columns[source].IsNull(row) ? 1 : 0;
        if (nulls > 0)
        {
            return _key.IsMatchFull && nulls < _sources.Length
                ? ReferencedKeyKind.PartlyNull
                : ReferencedKeyKind.None;
        }

        for (var i = 0; i < _sources.Length; i++)
        {
            if (!TryAppend(i, columns[_sources[i]], row, context))
                return ReferencedKeyKind.Impossible;
        }
        return ReferencedKeyKind.Complete;
    }

    /// <summary>Locks the record with the encoded key; false when there is none.</summary>
    public bool TryLock(TableAccess access) => _tree.TryLockKey(access.Transaction, _bytes.Written, ref _scratch);

    private static TableIndex? FindIndex(ForeignKeySchema key, Table referenced)
    {
        foreach (var index in referenced.Indexes)
        {
            if (index.Schema.Id == key.ReferencedIndex)
                return index;
        }
        return null;
    }

    /// <summary>Prepares what makes the key's type of a value; of a text under a collation, the key.</summary>
    private void PrepareCast(int place, SqlType source, string? collation)
    {
        var target = _keyColumns[place].Type;
        if (collation is null && source.Physical == target.Physical || IsInteger(source) && IsInteger(target))
            return;
        var id = new ColumnId(0);
        BoundExpression value = new BoundColumn(id, source, "");
        BoundExpression cast = collation is null
            ? new BoundCast(value, target, IsExplicit: false)
            : new BoundCall(FunctionId.CollationKey, [value, new BoundLiteral(Datum.FromText(collation), SqlType.Text)], target);
        _casts[place] = new ExpressionCompiler(ImmutableDictionary<ColumnId, int>.Empty.Add(id, 0), capacity: 1).Compile(cast);
        _castInputs[place] = new Batch([ColumnVector.Create(source, capacity: 1)]) { RowCount = 1 };
    }

    private static bool IsInteger(SqlType type) => type.Id is TypeId.SmallInt or TypeId.Integer or TypeId.BigInt;

    /// <summary>Appends a value in the key's type; false when that type cannot hold it, so that no row has it.</summary>
    private bool TryAppend(int place, ColumnVector column, int row, EvaluationContext context)
    {
        ref readonly var target = ref _keyColumns[place];
        if (_casts[place] is { } cast)
        {
            var input = _castInputs[place]!;
            input.Columns[0].Clear();
            input.Columns[0].CopyRow(column, row, 0);
            VectorKeyWriter.Append(_bytes, target, cast.Evaluate(input, context), 0);
            return true;
        }
        if (column.Type.Physical == target.Type.Physical)
        {
            VectorKeyWriter.Append(_bytes, target, column, row);
            return true;
        }
        var value = Datum.FromInt64(column.GetDatum(row).AsInt64());
        if (Operators.KeyValue.Place(value, target.Type) != 0)
            return false;
        KeyEncoding.Append(_bytes, target, value);
        return true;
    }
}
