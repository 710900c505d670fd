using System.Collections.Immutable;
using BTreeDb.Catalog;
using BTreeDb.Primitives;
using BTreeDb.Types;

namespace BTreeDb.Tables;

/// <summary>
/// Builds the range of keys that predicates on leading key columns select: equalities on the first ones, then at most a
/// lower and an upper bound on the next. Knows descending columns and where nulls sort. Reused for each execution. The
/// range is half open: from <see cref="Lower"/> on, up to but without <see cref="Upper"/>.
/// </summary>
internal sealed class KeyBounds
{
    private readonly KeyColumn[] _columns;
    private readonly ByteWriter _lower = new(32);
    private readonly ByteWriter _upper = new(32);
    private readonly ByteWriter _candidate = new(32);
    private int _equalColumns;
    private int _equalLength;
    private bool _isRange;
    private bool _hasUpper;
    private bool _selectsNothing;

    /// <summary>Bounds over a key: the primary key of a table, or the columns of an index.</summary>
    public KeyBounds(TableSchema table, ImmutableArray<IndexColumn> keyColumns) =>
        _columns = TableKeys.Columns(table, keyColumns);

    /// <summary>Whether the predicates can select nothing (a comparison with NULL, or bounds that cross).</summary>
    public bool IsEmpty
    {
        get
        {
            // With equalities alone the range ends behind all keys that begin with their values.
            return _selectsNothing || (_isRange && _hasUpper && Lower.SequenceCompareTo(Upper) >= 0);
        }
    }

    /// <summary>The key columns that have an equality.</summary>
    public int EqualColumnCount => _equalColumns;

    /// <summary>The encoded values of the equalities: the key itself when every column has one.</summary>
    public ReadOnlySpan<byte> EqualKey => _lower.Written[.._equalLength];

    /// <summary>The first key of the range; empty for the first of the tree.</summary>
    public ReadOnlySpan<byte> Lower
    {
        get
        {
            CloseEqualities();
            return _lower.Written;
        }
    }

    /// <summary>Whether the range ends before the last key of the tree.</summary>
    public bool HasUpper
    {
        get
        {
            CloseEqualities();
            return _hasUpper;
        }
    }

    /// <summary>The key before which the range ends; meaningless without <see cref="HasUpper"/>.</summary>
    public ReadOnlySpan<byte> Upper
    {
        get
        {
            CloseEqualities();
            return _upper.Written;
        }
    }

    /// <summary>Forgets all predicates: the range is the whole tree.</summary>
    public void Clear()
    {
        _lower.Reset();
        _upper.Reset();
        _equalColumns = 0;
        _equalLength = 0;
        _isRange = false;
        _hasUpper = false;
        _selectsNothing = false;
    }

    /// <summary>The next key column equals <paramref name="value"/> (of the column's type); NULL selects nothing.</summary>
    public void AddEqual(Datum value)
    {
        if (value.IsNull)
            _selectsNothing = true;
        else
            AddEqualOrNull(value);
    }

    /// <summary>The next key columns have the values of an encoded key's first columns.</summary>
    public void AddEqualKey(ReadOnlySpan<byte> encoded, int columns)
    {
        Invariant.Holds(!_isRange && _equalColumns + columns <= _columns.Length, "R4");
        _lower.Append(encoded);
        _equalColumns += columns;
        _equalLength = _lower.Length;
    }

    /// <summary>The next key column is NULL.</summary>
    public void AddIsNull()
    {
        if (_columns[_equalColumns].IsNullable)
            AddEqualOrNull(Datum.Null);
        else
            _selectsNothing = true;
    }

    /// <summary>The key column after the equal ones is above (or equal to) a value; NULL selects nothing.</summary>
    public void SetLower(Datum value, bool inclusive) => SetBound(value, isLowerValue: true, inclusive);

    /// <summary>The key column after the equal ones is below (or equal to) a value; NULL selects nothing.</summary>
    public void SetUpper(Datum value, bool inclusive) => SetBound(value, isLowerValue: false, inclusive);

    /// <summary>The key column after the equal ones is not NULL.</summary>
    public void SetNotNull()
    {
        CloseEqualities();
        ref readonly var column = ref _columns[_equalColumns];
        if (!column.IsNullable)
            return;
        BeginCandidate();
        KeyEncoding.AppendNull(_candidate, column);
        if (!column.NullsFirst)
            TightenUpper();
        else if (KeyEncoding.TryMakeSuccessor(_candidate))
            TightenLower();
    }

    private void AddEqualOrNull(Datum value)
    {
        Invariant.Holds(!_isRange && _equalColumns < _columns.Length, "R4");
        KeyEncoding.Append(_lower, _columns[_equalColumns++], value);
        _equalLength = _lower.Length;
    }

    private void SetBound(Datum value, bool isLowerValue, bool inclusive)
    {
        if (value.IsNull)
        {
            _selectsNothing = true;
            return;
        }

        SetNotNull();
        ref readonly var column = ref _columns[_equalColumns];
        BeginCandidate();
        KeyEncoding.Append(_candidate, column, value);

        // In a descending column high values come first, so a lower bound of the value ends the range of keys.
        var beginsRange = isLowerValue != column.Descending;

        // Further key columns may follow: all keys that begin with the value count as equal to it.
        var isBehindEqualKeys = beginsRange != inclusive;
        if (isBehindEqualKeys && !KeyEncoding.TryMakeSuccessor(_candidate))
        {
            _selectsNothing |= beginsRange;
            return;
        }

        if (beginsRange)
            TightenLower();
        else
            TightenUpper();
    }

    /// <summary>After the equalities: all keys that begin with their values.</summary>
    private void CloseEqualities()
    {
        if (_isRange)
            return;
        _isRange = true;
        _upper.Reset();
        _upper.Append(_lower.Written);
        _hasUpper = KeyEncoding.TryMakeSuccessor(_upper);
    }

    private void BeginCandidate()
    {
        _candidate.Reset();
        _candidate.Append(_lower.Written[.._equalLength]);
    }

    private void TightenLower()
    {
        if (_candidate.Written.SequenceCompareTo(_lower.Written) <= 0)
            return;

        // The equalities stay a prefix of the bound: successors only change bytes behind them, or else nothing is left.
        if (!_candidate.Written.StartsWith(EqualKey))
        {
            _selectsNothing = true;
            return;
        }

        _lower.Truncate(_equalLength);
        _lower.Append(_candidate.Written[_equalLength..]);
    }

    private void TightenUpper()
    {
        if (_hasUpper && _candidate.Written.SequenceCompareTo(_upper.Written) >= 0)
            return;
        _upper.Reset();
        _upper.Append(_candidate.Written);
        _hasUpper = true;
    }
}
