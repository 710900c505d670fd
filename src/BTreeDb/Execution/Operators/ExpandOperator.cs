using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// Yields each batch once for each grouping set: the keys that are not in the set are NULL, and a last column has the
/// set's number.
/// </summary>
internal sealed class ExpandOperator : UnaryOperator
{
    private readonly VectorExpression[] _keys;
    private readonly bool[][] _sets;
    private readonly ColumnVector[] _values;
    private readonly ColumnVector[] _nulls;
    private readonly ColumnVector _number = ColumnVector.Create(SqlType.Integer, 1);
    private readonly Batch _output;
    private readonly int _inputWidth;
    private Batch? _batch;
    private int _set;

    /// <summary>Expands an input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="inputWidth">How many columns it has.</param>
    /// <param name="keys">The keys over its columns.</param>
    /// <param name="sets">For each set, which keys are in it.</param>
    public ExpandOperator(Operator input, int inputWidth, VectorExpression[] keys, bool[][] sets)
        : base(input)
    {
        (_inputWidth, _keys, _sets) = (inputWidth, keys, sets);
        _values = new ColumnVector[keys.Length];
        _nulls = new ColumnVector[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            _nulls[i] = ColumnVector.Create(keys[i].Type, 1);
            _nulls[i].SetConstant(Datum.Null);
        }

        _output = new Batch(new ColumnVector[inputWidth + keys.Length + 1]);
        _output.Columns[^1] = _number;
    }

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        _batch = null;
        base.Open(context);
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (_batch is null || _set == _sets.Length)
        {
            if (!NextBatch())
                return null;
        }

        var batch = _batch!;
        for (var i = 0; i < _keys.Length; i++)
            _output.Columns[_inputWidth + i] = _sets[_set][i] ? _values[i] : _nulls[i];
        _number.SetConstant(Datum.FromInt64(_set++));
        _output.RowCount = batch.RowCount;
        _output.Selection = batch.Selection;
        _output.SelectionCount = batch.SelectionCount;
        return _output;
    }

    private bool NextBatch()
    {
        _set = 0;
        do
        {
            Context.CheckCancellation();
            _batch = Input.Next();
        }
        while (_batch is { Count: 0 });
        if (_batch is null)
            return false;
        Array.Copy(_batch.Columns, _output.Columns, _inputWidth);
        for (var i = 0; i < _keys.Length; i++)
            _values[i] = _keys[i].Evaluate(_batch, Context.Evaluation);
        return true;
    }
}
