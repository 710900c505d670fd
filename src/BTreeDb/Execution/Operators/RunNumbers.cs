using System.Runtime.CompilerServices;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>Numbers runs of rows with equal keys, in their order and over the ends of batches. NULL equals NULL.</summary>
internal sealed class RunNumbers(SqlType[] types)
{
    private readonly ValueComparer[] _comparers = Array.ConvertAll(types, static type => ValueComparer.Create(type));
    private readonly RunKey _last = new(types);
    private int[] _before = [];
    private int[] _equal = [];
    private int[] _starts = [];
    private int _count;

    /// <summary>The number of each row of the batch numbered last, by row.</summary>
    public int[] NumberOf { get; private set; } = [];

    /// <summary>Begins with number 0 and no row before.</summary>
    public void Forget()
    {
        _count = 0;
        _last.Forget();
    }

    /// <summary>Numbers the counted rows of a batch; returns those that begin a run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<int> Number(ColumnVector[] keys, Batch batch)
    {
        var rows = RowList.Of(batch);
        Reserve(batch.RowCount);
        rows[..^1].CopyTo(_before);
        rows[1..].CopyTo(_equal);
        var equal = rows.Length - 1;
        for (var i = 0; i < _comparers.Length; i++)
            equal = _comparers[i].KeepEqual(keys[i], _before, keys[i], _equal, equal, nullsEqual: true);
        var starts = 0;
        var next = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            var continues = i == 0 ? _last.IsEqual(keys, row) : next < equal && _equal[next] == row;
            if (i > 0 && continues)
                next++;
            if (!continues)
            {
                _starts[starts++] = row;
                _count++;
            }

            NumberOf[row] = _count - 1;
        }

        _last.Keep(keys, rows[^1]);
        return _starts.AsSpan(0, starts);
    }

    private void Reserve(int rows)
    {
        if (NumberOf.Length >= rows)
            return;
        var length = Math.Max(rows, Batch.DefaultCapacity);
        (NumberOf, _before, _equal, _starts) = (new int[length], new int[length], new int[length], new int[length]);
    }
}
