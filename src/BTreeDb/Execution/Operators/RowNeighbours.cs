using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>Compares rows with the one before them in some columns, over the ends of batches; NULL equals NULL.</summary>
internal sealed class RowNeighbours
{
    private readonly int[] _places;
    private readonly ValueComparer[] _comparers;
    private readonly ColumnVector[] _last;
    private bool _hasLast;

    /// <summary>A comparison of the columns at some places.</summary>
    public RowNeighbours(int[] places, SqlType[] types)
    {
        _places = places;
        _comparers = Array.ConvertAll(types, static type => ValueComparer.Create(type));
        _last = Array.ConvertAll(types, static type => ColumnVector.Create(type, 1));
    }

    /// <summary>Forgets the last row.</summary>
    public void Forget() => _hasLast = false;

    /// <summary>Whether a row equals the one before it in its batch, or with -1 the last one kept.</summary>
    public bool AreEqual(ColumnVector[] columns, int row, int before)
    {
        if (before < 0 && !_hasLast)
            return false;
        for (var i = 0; i < _places.Length; i++)
        {
            var column = columns[_places[i]];
            var isEqual = before < 0
                ? _comparers[i].AreEqual(column, row, _last[i], 0)
                : _comparers[i].AreEqual(column, row, column, before);
            if (!isEqual)
                return false;
        }

        return true;
    }

    /// <summary>Keeps a row to compare those of later batches with.</summary>
    public void Keep(ColumnVector[] columns, int row)
    {
        _hasLast = true;
        for (var i = 0; i < _places.Length; i++)
        {
            _last[i].Clear();
            _last[i].CopyRow(columns[_places[i]], row, 0);
        }
    }
}
