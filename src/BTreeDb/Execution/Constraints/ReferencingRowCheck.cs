using System.Collections.Immutable;
using BTreeDb.Catalog;
using BTreeDb.Execution.Expressions;
using BTreeDb.Tables;

namespace BTreeDb.Execution.Constraints;

/// <summary>
/// Looks again at rows whose key was not found when they were written. A row that has gone since, or refers to something
/// else by now, is judged by what it is.
/// </summary>
internal sealed class ReferencingRowCheck
{
    private readonly ForeignKeySchema _key;
    private readonly Table _table;
    private readonly Table _referenced;
    private readonly ReferencedKeyProbe _probe;
    private readonly TableWriter _rows;

    /// <summary>A check of a foreign key's rows.</summary>
    public ReferencingRowCheck(ForeignKeySchema key, Table table, Table referenced)
    {
        (_key, _table, _referenced) = (key, table, referenced);
        _probe = new ReferencedKeyProbe(key, table.Schema, referenced);
        _rows = new TableWriter(table);
    }

    /// <summary>Raises 23503 when the row with this key refers to nothing.</summary>
    public void Check(TableAccess access, ReadOnlySpan<byte> rowKey, EvaluationContext evaluation)
    {
        _rows.Open(access);
        if (!_rows.TryRead(rowKey))
            return;
        var columns = _rows.OldRow.Columns;
        switch (_probe.Encode(columns, 0, evaluation))
        {
            case ReferencedKeyKind.None:
            case ReferencedKeyKind.Complete when _probe.TryLock(access):
                return;
            case ReferencedKeyKind.PartlyNull:
                throw ConstraintErrors.KeyMissing(_table.Schema, _key, ConstraintErrors.MixedNulls);
            default:
                var text = RowText.OfKey(_table.Schema, AsKey(_key.Columns), columns, 0, access.TimeZone);
                throw ConstraintErrors.KeyMissing(
                    _table.Schema, _key, $"Key {text} is not present in table \"{_referenced.Schema.Name}\".");
        }
    }

    private static ImmutableArray<IndexColumn> AsKey(ImmutableArray<int> ordinals)
    {
        var columns = ImmutableArray.CreateBuilder<IndexColumn>(ordinals.Length);
        foreach (var ordinal in ordinals)
            columns.Add(new IndexColumn(ordinal, false, false));
        return columns.MoveToImmutable();
    }
}
