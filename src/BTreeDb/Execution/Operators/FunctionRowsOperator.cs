using BTreeDb.Binding.Queries;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>A set-returning function whose rows are all computed from one value when it is opened.</summary>
internal sealed class FunctionRowsOperator(TableFunctionId function, ConstantValue[] arguments, SqlType[] types) : Operator
{
    private readonly ColumnVector[] _columns = Array.ConvertAll(types, static type => ColumnVector.Create(type));
    private readonly List<Datum> _values = [];
    private Batch? _output;
    private StatementContext _context = null!;
    private int _next;

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        _context = context;
        _output ??= new Batch(_columns);
        _values.Clear();
        _next = 0;
        var values = new Datum[arguments.Length];
        var isStrictlyNull = false;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i].Evaluate(context);
            isStrictlyNull |= values[i].IsNull && (function != TableFunctionId.StringToTable || i == 0);
        }

        if (isStrictlyNull)
            return;
        if (function <= TableFunctionId.JsonKeys)
            new JsonExpansion(function, arguments[0].Type.Id == TypeId.Jsonb, _values).Expand(values[0].AsBytes());
        else
            TextExpansion.Expand(function, values, _values);
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        _context.CheckCancellation();
        var count = Math.Min(_columns[0].Capacity, (_values.Count - _next) / _columns.Length);
        if (count <= 0)
            return null;
        foreach (var column in _columns)
            column.Clear();
        for (var i = 0; i < count; i++)
        {
            foreach (var column in _columns)
                column.SetDatum(i, _values[_next++]);
        }

        _output!.RowCount = count;
        _output.SelectAll();
        return _output;
    }

    /// <inheritdoc/>
    public override void Close() => _values.Clear();
}
