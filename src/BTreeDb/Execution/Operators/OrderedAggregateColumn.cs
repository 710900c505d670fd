using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// An aggregate that wants its rows in an order: with ORDER BY or WITHIN GROUP, or DISTINCT over several arguments. The
/// rows of all groups are sorted together, on disk if need be, and taken in at the end.
/// </summary>
internal sealed class OrderedAggregateColumn : AggregateColumn
{
    private readonly AggregateState _state;
    private readonly VectorExpression[] _expressions;
    private readonly ColumnVector[] _values;
    private readonly ColumnVector[] _arguments;
    private readonly int _firstArgument;
    private readonly bool _ignoresNullKeys;
    private readonly GroupedRows _rows;
    private readonly NullKeys _nullKeys = new();
    private readonly ColumnVector[] _key = new ColumnVector[1];

    /// <summary>An aggregate over ordered rows.</summary>
    /// <param name="state">The state.</param>
    /// <param name="keys">The expressions of the order.</param>
    /// <param name="order">How each of them is ordered.</param>
    /// <param name="arguments">What the state gets.</param>
    /// <param name="distinctFrom">Rows equal from this column on are taken once; -1: all are taken.</param>
    /// <param name="filter">FILTER, or null.</param>
    /// <param name="type">The result's type.</param>
    public OrderedAggregateColumn(
        AggregateState state, VectorExpression[] keys, KeyColumn[] order, VectorExpression[] arguments, int distinctFrom,
        VectorExpression? filter, SqlType type)
        : base(filter, type)
    {
        _state = state;
        _expressions = [.. keys, .. arguments];
        _values = new ColumnVector[_expressions.Length];
        _arguments = new ColumnVector[arguments.Length];
        _firstArgument = keys.Length;
        _ignoresNullKeys = state is OrderedSetState { IgnoresNulls: true };
        _rows = new GroupedRows(Array.ConvertAll(_expressions, static expression => expression.Type), order, distinctFrom);
        if (state is OrderedSetState ordered)
            ordered.Counts = _rows.Counts;
    }

    /// <inheritdoc/>
    public override long MemoryBytes => _state.MemoryBytes;

    /// <inheritdoc/>
    public override void Reset()
    {
        _state.Reset();
        _rows.Clear();
    }

    /// <inheritdoc/>
    public override void EnsureGroups(int count)
    {
        _state.EnsureGroups(count);
        _rows.Counts.Ensure(count);
    }

    /// <inheritdoc/>
    public override void Complete(StatementContext context)
    {
        if (_rows.IsEmpty)
            return;
        _rows.Complete(context);
        while (_rows.Next(out var groupOf) is { } batch)
        {
            context.CheckCancellation();
            Array.Copy(batch.Columns, _firstArgument, _arguments, 0, _arguments.Length);
            _state.Update(_arguments, groupOf, batch);
        }
    }

    /// <inheritdoc/>
    public override void Finish(int first, int count, ColumnVector target)
    {
        target.Clear();
        _state.Finish(first, count, target);
    }

    /// <inheritdoc/>
    protected override void Take(Batch batch, int[]? groupOf, StatementContext context)
    {
        for (var i = 0; i < _expressions.Length; i++)
            _values[i] = _expressions[i].Evaluate(batch, context.Evaluation);
        if (_ignoresNullKeys)
        {
            _key[0] = _values[0];
            batch = _nullKeys.WholeKeys(_key, batch);
        }

        _rows.Add(_values, batch, groupOf, context);
    }
}
