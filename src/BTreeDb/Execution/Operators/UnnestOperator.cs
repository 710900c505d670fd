using BTreeDb.Execution.Vectors;
using BTreeDb.Types;
using BTreeDb.Types.Arrays;

namespace BTreeDb.Execution.Operators;

/// <summary><c>unnest</c>: the elements of an array in row-major order.</summary>
internal sealed class UnnestOperator(ConstantValue array, SqlType type) : Operator
{
    private readonly ColumnVector _values = ColumnVector.Create(type);
    private Batch? _output;
    private StatementContext _context = null!;
    private byte[]? _array;
    private int _next;

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        _context = context;
        _output ??= new Batch([_values]);
        var value = array.Evaluate(context);
        _array = value.IsNull ? null : value.AsBytes().ToArray();
        _next = 0;
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (_array is null)
            return null;
        _context.CheckCancellation();
        var view = new ArrayView(_array);
        _values.Clear();
        var count = Math.Min(_values.Capacity, view.Count - _next);
        for (var i = 0; i < count; i++, _next++)
            _values.SetDatum(i, view.IsNull(_next) ? Datum.Null : ElementCodec.Read(view[_next], view.Element));
        if (count <= 0)
            return null;
        _output!.RowCount = count;
        _output.SelectAll();
        return _output;
    }

    /// <inheritdoc/>
    public override void Close() => _array = null;
}
