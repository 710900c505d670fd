using BTreeDb.Execution.Vectors;
using BTreeDb.Planning.Physical;
using BTreeDb.Tables;

namespace BTreeDb.Execution.Operators;

/// <summary>Reads the rows whose clustered keys the input yields, many at a time and in the input's order.</summary>
internal sealed class RowFetchOperator(Operator input, RowFetchPlan plan) : UnaryOperator(input)
{
    private Table? _table;
    private KeyLookups _lookups = null!;
    private Batch? _keys;
    private int _next;
    private int _pending;

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        var table = context.Tables!.GetTable(plan.Table);
        if (!ReferenceEquals(table, _table))
        {
            _table = table;
            _lookups = new KeyLookups(table, null, plan.Ordinals.AsSpan(), plan.WithRowKey);
        }

        _keys = null;
        _pending = 0;
        base.Open(context);
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (true)
        {
            Context.CheckCancellation();
            if (_pending > 0)
            {
                if (_lookups.Next(Context.Tables!))
                    return _lookups.Output;
                // A row may be gone: a function that the statement calls may have deleted it since its key was read.
                _pending = 0;
            }

            if (!AddKeys())
                return null;
        }
    }

    /// <summary>Makes a set of the next keys; false at the input's end.</summary>
    private bool AddKeys()
    {
        _lookups.Clear();
        while (_pending == 0)
        {
            if (_keys is null)
            {
                _keys = Input.Next();
                _next = 0;
                if (_keys is null)
                    return false;
            }

            var rows = RowList.Of(_keys);
            var keys = ((ColumnVector<TextView>)_keys.Columns[0]).Values;
            while (_next < rows.Length && _lookups.TryAdd(keys[rows[_next]].Span))
            {
                _next++;
                _pending++;
            }

            if (_next == rows.Length)
                _keys = null;
        }

        return true;
    }
}
