using System.Runtime.CompilerServices;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// The build side of a join: its rows, and for each key a chain of the rows that have it. Without keys all rows are one
/// chain, and the join tests every pair.
/// </summary>
internal sealed class JoinBuildSide(KeyExpressions keys, SqlType[] types)
{
    private readonly RowStore _ownRows = new(types);
    private KeyTable _table = KeyTable.Create(keys.Types);
    private KeyTable? _ownTable;
    private readonly NullKeys _nullKeys = new();
    private int[] _numberOf = new int[Batch.DefaultCapacity];
    private int[] _heads = [];
    private int[] _tails = [];
    private int[] _next = [];
    private bool[] _matched = [];
    private int _knownNumbers;
    private RowStore? _borrowed;

    /// <summary>The rows.</summary>
    public RowStore Rows => _borrowed ?? _ownRows;

    /// <summary>Whether a row with a NULL key was added.</summary>
    public bool HasNullKey { get; private set; }

    /// <summary>Of a side that is seen in parts: how many rows come before those that are here.</summary>
    public int FirstRow { get; set; }

    /// <summary>Bytes held, about.</summary>
    public long MemoryBytes => Rows.MemoryBytes + _table.MemoryBytes + Rows.Count * 2L * sizeof(int);

    /// <summary>
    /// Finds from now on what another build side has, which nobody changes before <see cref="Clear"/>.
    /// </summary>
    public void BorrowFrom(JoinBuildSide other)
    {
        Clear();
        _ownTable = _table;
        _table = other._table.CreateReader();
        _borrowed = other.Rows;
        (_heads, _next, HasNullKey) = (other._heads, other._next, other.HasNullKey);
    }

    /// <summary>Forgets all rows.</summary>
    public void Clear()
    {
        if (_ownTable is not null)
        {
            (_table, _ownTable, _borrowed) = (_ownTable, null, null);
            (_heads, _tails, _next) = ([], [], []);
        }

        Rows.Clear();
        _table.Clear();
        HasNullKey = false;
    }

    /// <summary>Adds a batch's counted rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(Batch batch, StatementContext context)
    {
        if (batch.Count == 0)
            return;
        var vectors = keys.Evaluate(batch, context);
        var whole = _nullKeys.WholeKeys(vectors, batch);
        HasNullKey |= _nullKeys.AnyNull;
        if (_numberOf.Length < batch.RowCount)
            _numberOf = new int[batch.RowCount];
        if (_nullKeys.AnyNull)
            Array.Fill(_numberOf, -1);
        _table.FindOrAdd(vectors, whole, _numberOf);
        Reserve(batch.Count);
        var stored = Rows.Count;
        foreach (var row in RowList.Of(batch))
            Link(stored++, _numberOf[row]);
        Rows.Append(batch.Columns, RowList.Of(batch));
    }

    /// <summary>
    /// Finds the first build row for each counted row of a probe batch, by the probe keys; -1 where there is none.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FindFirst(ColumnVector[] probeKeys, Batch whole, int[] firstOf)
    {
        _table.Find(probeKeys, whole, firstOf);
        foreach (var row in RowList.Of(whole))
        {
            var number = firstOf[row];
            firstOf[row] = number < 0 ? -1 : _heads[number];
        }
    }

    /// <summary>The next build row with the same key, or -1.</summary>
    public int NextOf(int stored) => _next[stored];

    /// <summary>Starts to remember which of so many build rows found a partner.</summary>
    public void ResetMatched(int count)
    {
        if (_matched.Length < count)
            _matched = new bool[count];
        else
            Array.Clear(_matched, 0, count);
    }

    /// <summary>Remembers that a build row found a partner.</summary>
    public void SetMatched(int stored) => _matched[FirstRow + stored] = true;

    /// <summary>
    /// Lists build rows without partner from <paramref name="from"/> on; returns how many, and where to go on.
    /// </summary>
    public int ListUnmatched(ref int from, int[] rows)
    {
        var count = 0;
        for (; from < Rows.Count && count < rows.Length; from++)
        {
            if (!_matched[FirstRow + from])
                rows[count++] = from;
        }
        return count;
    }

    private void Link(int stored, int number)
    {
        _next[stored] = -1;
        if (number < 0)
            return;
        if (_heads[number] < 0)
            _heads[number] = stored;
        else
            _next[_tails[number]] = stored;
        _tails[number] = stored;
    }

    private void Reserve(int added)
    {
        if (_next.Length < Rows.Count + added)
            Array.Resize(ref _next, Math.Max(Rows.Count + added, _next.Length * 2));
        var known = Rows.Count == 0 ? 0 : _knownNumbers;
        if (_heads.Length < _table.Count)
        {
            var capacity = Math.Max(_table.Count, _heads.Length * 2);
            Array.Resize(ref _heads, capacity);
            Array.Resize(ref _tails, capacity);
        }
        Array.Fill(_heads, -1, known, _table.Count - known);
        _knownNumbers = _table.Count;
    }
}
