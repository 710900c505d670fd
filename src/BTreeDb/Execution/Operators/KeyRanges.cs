using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;
using BTreeDb.Planning.Physical;
using BTreeDb.Tables;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// The ranges of keys that a <see cref="KeyCondition"/> selects for a row of values: one, or with IN lists one for each
/// combination of their values, in the key's order and each once.
/// </summary>
internal sealed class KeyRanges
{
    private readonly KeyCondition _condition;
    private readonly VectorExpression[][] _values;
    private readonly VectorExpression? _lower;
    private readonly VectorExpression? _upper;
    private readonly ColumnVector[][] _equalValues;
    private readonly Datum[][] _equal;
    private ColumnVector? _lowerValues;
    private ColumnVector? _upperValues;
    private readonly List<(byte[] Key, Datum[] Values)> _sorted = [];
    private Datum[] _choice;
    private Datum _lowerValue;
    private Datum _upperValue;
    private int _next;
    private bool _isEmpty;
    private byte[] _skipped = [];
    private int _skippedLength;

    /// <summary>Ranges of a condition whose expressions are compiled over the rows that will be given.</summary>
    public KeyRanges(
        KeyCondition condition, VectorExpression[][] values, VectorExpression? lower, VectorExpression? upper)
    {
        (_condition, _values, _lower, _upper) = (condition, values, lower, upper);
        _equalValues = new ColumnVector[values.Length][];
        _equal = new Datum[values.Length][];
        for (var i = 0; i < values.Length; i++)
        {
            _equalValues[i] = new ColumnVector[values[i].Length];
            _equal[i] = new Datum[values[i].Length];
        }
        _choice = new Datum[values.Length];
    }

    /// <summary>Evaluates the condition for all rows of a batch, which must stay as it is while ranges of its rows are asked for.</summary>
    public void Evaluate(Batch batch, StatementContext context)
    {
        for (var i = 0; i < _values.Length; i++)
        {
            for (var j = 0; j < _values[i].Length; j++)
            {
                var vector = _values[i][j].Evaluate(batch, context.Evaluation);
                if (!ReferenceEquals(_equalValues[i][j], vector))
                    _equalValues[i][j] = vector;
            }
        }
        _lowerValues = _lower?.Evaluate(batch, context.Evaluation);
        _upperValues = _upper?.Evaluate(batch, context.Evaluation);
    }

    /// <summary>Starts the ranges of one row of the batch.</summary>
    public void Begin(int row, KeyBounds bounds)
    {
        _next = 0;
        _isEmpty = false;
        _skippedLength = 0;
        for (var i = 0; i < _equalValues.Length; i++)
        {
            for (var j = 0; j < _equalValues[i].Length; j++)
                _equal[i][j] = _equalValues[i][j].GetDatum(row);
        }
        _lowerValue = _lowerValues?.GetDatum(row) ?? default;
        _upperValue = _upperValues?.GetDatum(row) ?? default;
        if (_condition.HasLists)
            Sort(bounds);
        else
            TakeOnly();
    }

    /// <summary>Starts the ranges of the same row anew, for other values of the columns that a skip scan walks through.</summary>
    public void BeginBehind(ReadOnlySpan<byte> skipped)
    {
        _next = 0;
        if (_skipped.Length < skipped.Length)
            _skipped = new byte[Math.Max(64, skipped.Length)];
        skipped.CopyTo(_skipped);
        _skippedLength = skipped.Length;
    }

    /// <summary>Sets the bounds to the next range; false when there is none.</summary>
    public bool TryNext(KeyBounds bounds)
    {
        while (!_isEmpty)
        {
            if (_condition.HasLists)
            {
                if (_next >= _sorted.Count)
                    return false;
                _choice = _sorted[_next].Values;
            }
            else if (_next > 0)
            {
                return false;
            }
            _next++;
            bounds.Clear();
            AddEqualities(bounds, _choice);
            SetLimits(bounds);
            if (!bounds.IsEmpty)
                return true;
        }
        return false;
    }

    private void TakeOnly()
    {
        for (var i = 0; i < _equal.Length; i++)
        {
            if (_equal[i].Length == 0)
                continue;
            _choice[i] = _equal[i][0];
            _isEmpty |= IsImpossible(i, _equal[i][0]);
        }
    }

    /// <summary>A value that is NULL, or beyond the column's type, equals nothing.</summary>
    private bool IsImpossible(int column, in Datum value) =>
        value.IsNull || KeyValue.Place(value, _condition.Equalities[column].Type) != 0;

    private void AddEqualities(KeyBounds bounds, Datum[] choice)
    {
        bounds.AddEqualKey(_skipped.AsSpan(0, _skippedLength), _condition.SkippedColumns);
        for (var i = 0; i < choice.Length; i++)
        {
            if (_condition.Equalities[i].IsNull)
                bounds.AddIsNull();
            else
                bounds.AddEqual(choice[i]);
        }
    }

    private void SetLimits(KeyBounds bounds)
    {
        if (_condition.Lower is { } lower)
        {
            var place = KeyValue.Place(_lowerValue, _condition.LimitType);
            if (place < 0)
                bounds.SetNotNull();
            else
                bounds.SetLower(place > 0 ? Datum.Null : _lowerValue, lower.IsInclusive);
        }
        if (_condition.Upper is { } upper)
        {
            var place = KeyValue.Place(_upperValue, _condition.LimitType);
            if (place > 0)
                bounds.SetNotNull();
            else
                bounds.SetUpper(place < 0 ? Datum.Null : _upperValue, upper.IsInclusive);
        }
    }

    /// <summary>
    /// Sorts the combinations by their encoded keys: the scan then moves one way through the tree, and values that are in
    /// a list twice are read once.
    /// </summary>
    private void Sort(KeyBounds bounds)
    {
        _sorted.Clear();
        AddCombinations(new Datum[_equal.Length], 0, bounds);
        _sorted.Sort(static (left, right) => left.Key.AsSpan().SequenceCompareTo(right.Key));
        var kept = 0;
        for (var i = 0; i < _sorted.Count; i++)
        {
            if (kept == 0 || !_sorted[i].Key.AsSpan().SequenceEqual(_sorted[kept - 1].Key))
                _sorted[kept++] = _sorted[i];
        }
        _sorted.RemoveRange(kept, _sorted.Count - kept);
    }

    private void AddCombinations(Datum[] choice, int column, KeyBounds bounds)
    {
        if (column == choice.Length)
        {
            bounds.Clear();
            AddEqualities(bounds, choice);
            _sorted.Add((bounds.EqualKey.ToArray(), (Datum[])choice.Clone()));
            return;
        }
        if (_equal[column].Length == 0)
            AddCombinations(choice, column + 1, bounds);
        foreach (var value in _equal[column])
        {
            if (IsImpossible(column, value))
                continue;
            choice[column] = value;
            AddCombinations(choice, column + 1, bounds);
        }
    }
}
