using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;
using BTreeDb.Planning.Logical;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// Adds a column with the value of a correlated subquery. The subquery runs once for each different combination of the
/// outer values that it refers to; results are kept until they outgrow the memory.
/// </summary>
internal sealed class ApplyValueOperator : UnaryOperator
{
    private readonly Operator _query;
    private readonly ApplyKind _kind;
    private readonly VectorExpression? _comparison;
    private readonly int[] _places;
    private readonly int[] _slots;
    private readonly ColumnVector[] _outer;
    private readonly KeyTable _known;
    private readonly StoredColumn _results;
    private readonly ColumnVector _single;
    private readonly ColumnVector _value;
    private readonly Batch _output;
    private readonly NewKeys _new = new();
    private int[] _numberOf = new int[Batch.DefaultCapacity];
    private int[] _newRows = new int[Batch.DefaultCapacity];

    /// <summary>Applies a subquery to an input.</summary>
    /// <param name="input">The outer side.</param>
    /// <param name="query">The subquery.</param>
    /// <param name="kind">What its value is.</param>
    /// <param name="comparison">For ANY and ALL: over the subquery's column and outer slots.</param>
    /// <param name="places">The input's columns that the subquery refers to.</param>
    /// <param name="slots">Their slots.</param>
    /// <param name="inputTypes">The types of the input's columns.</param>
    /// <param name="type">The value's type.</param>
    public ApplyValueOperator(
        Operator input, Operator query, ApplyKind kind, VectorExpression? comparison, int[] places, int[] slots,
        SqlType[] inputTypes, SqlType type)
        : base(input)
    {
        (_query, _kind, _comparison, _places, _slots) = (query, kind, comparison, places, slots);
        _outer = new ColumnVector[places.Length];
        var types = new SqlType[places.Length];
        for (var i = 0; i < places.Length; i++)
            types[i] = inputTypes[places[i]];
        _known = KeyTable.Create(types);
        _results = StoredColumn.Create(type);
        _single = ColumnVector.Create(type, 1);
        _value = ColumnVector.Create(type);
        _output = new Batch(new ColumnVector[inputTypes.Length + 1]);
    }

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        Forget();
        base.Open(context);
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (Input.Next() is not { } batch)
            return null;
        Context.CheckCancellation();
        if (batch.Count > 0)
            Compute(batch);
        Array.Copy(batch.Columns, _output.Columns, batch.Columns.Length);
        _output.Columns[^1] = _value;
        _output.RowCount = batch.RowCount;
        _output.Selection = batch.Selection;
        _output.SelectionCount = batch.SelectionCount;
        return _output;
    }

    /// <inheritdoc/>
    public override void Close()
    {
        _query.Close();
        Forget();
        base.Close();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _query.Dispose();
    }

    private void Forget()
    {
        _known.Clear();
        _results.Clear();
    }

    private void Compute(Batch batch)
    {
        if (_known.MemoryBytes + _results.MemoryBytes > Context.WorkMemoryBytes)
            Forget();
        if (_numberOf.Length < batch.RowCount)
            (_numberOf, _newRows) = (new int[batch.RowCount], new int[batch.RowCount]);
        for (var i = 0; i < _places.Length; i++)
            _outer[i] = batch.Columns[_places[i]];
        var known = _known.Count;
        _known.FindOrAdd(_outer, batch, _numberOf);
        ReadOnlySpan<int> only = [0];
        var added = _new.Select(RowList.Of(batch), _numberOf, known, _known.Count, _newRows);
        for (var i = 0; i < added; i++)
        {
            _single.Clear();
            _single.SetDatum(0, Run(_new.FirstRowOf(i)));
            _results.Append(_single, only);
        }
        CopyResults(batch);
    }

    /// <summary>The rows' own places: rows that do not count get the value of number 0, which nobody reads.</summary>
    private void CopyResults(Batch batch)
    {
        Span<int> numbers = stackalloc int[Batch.DefaultCapacity];
        numbers = numbers[..batch.RowCount];
        numbers.Clear();
        foreach (var row in RowList.Of(batch))
            numbers[row] = _numberOf[row];
        _value.Clear();
        _results.Gather(numbers, _value);
    }

    private Datum Run(int row)
    {
        var outer = Context.Evaluation.OuterValues;
        for (var i = 0; i < _slots.Length; i++)
            outer[_slots[i]] = _outer[i].GetDatum(row);
        _query.Open(Context);
        var value = _comparison is null ? SubqueryResult.Read(_query, _kind) : Compare();
        _query.Close();
        return value;
    }

    /// <summary>ANY is true once one is true, ALL is false once one is false; else NULL if one was NULL.</summary>
    private Datum Compare()
    {
        var decisive = _kind == ApplyKind.Any;
        var anyNull = false;
        while (_query.Next() is { } batch)
        {
            if (batch.Count == 0)
                continue;
            var compared = (ColumnVector<byte>)_comparison!.Evaluate(batch, Context.Evaluation);
            foreach (var row in RowList.Of(batch))
            {
                if (compared.IsNull(row))
                    anyNull = true;
                else if (compared.Values[compared.IndexOf(row)] != 0 == decisive)
                    return Datum.FromBoolean(decisive);
            }
        }
        return anyNull ? Datum.Null : Datum.FromBoolean(!decisive);
    }
}
