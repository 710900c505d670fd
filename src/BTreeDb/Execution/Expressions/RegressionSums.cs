using BTreeDb.Binding;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>Sums over pairs, and sums of products of distances from the means (Youngs and Cramer).</summary>
internal struct RegressionSums
{
    private double _x;
    private double _y;
    private double _xx;
    private double _yy;
    private double _xy;

    /// <summary>The number of pairs.</summary>
    public double Count { get; private set; }

    /// <summary>Adds a pair.</summary>
    public void Add(double y, double x)
    {
        var before = Count++;
        var (sumX, sumY) = (_x + x, _y + y);
        if (before > 0)
        {
            var distanceX = x * Count - sumX;
            var distanceY = y * Count - sumY;
            var scale = 1.0 / (Count * before);
            _xx += distanceX * distanceX * scale;
            _yy += distanceY * distanceY * scale;
            _xy += distanceX * distanceY * scale;
            CheckOverflow(sumX, sumY, x, y);
        }
        else
        {
            if (!double.IsFinite(x))
                _xx = _xy = double.NaN;
            if (!double.IsFinite(y))
                _yy = _xy = double.NaN;
        }

        (_x, _y) = (sumX, sumY);
    }

    /// <summary>Adds the pairs of another.</summary>
    public void Merge(in RegressionSums other)
    {
        if (other.Count == 0)
            return;
        if (Count == 0)
        {
            this = other;
            return;
        }

        var count = Count + other.Count;
        var distanceX = _x / Count - other._x / other.Count;
        var distanceY = _y / Count - other._y / other.Count;
        var share = Count * other.Count / count;
        _xx += other._xx + share * distanceX * distanceX;
        _yy += other._yy + share * distanceY * distanceY;
        _xy += other._xy + share * distanceX * distanceY;
        (_x, _y, Count) = (_x + other._x, _y + other._y, count);
    }

    /// <summary>The result of an aggregate; null is NULL.</summary>
    public readonly double? Result(AggregateId aggregate)
    {
        if (Count < (aggregate == AggregateId.CovarSamp ? 2 : 1))
            return null;
        switch (aggregate)
        {
            case AggregateId.RegrSxx:
                return _xx;
            case AggregateId.RegrSyy:
                return _yy;
            case AggregateId.RegrSxy:
                return _xy;
            case AggregateId.RegrAvgX:
                return _x / Count;
            case AggregateId.RegrAvgY:
                return _y / Count;
            case AggregateId.CovarPop:
                return _xy / Count;
            case AggregateId.CovarSamp:
                return _xy / (Count - 1);
            case AggregateId.Corr:
                return _xx == 0 || _yy == 0 ? null : _xy / Math.Sqrt(_xx * _yy);
            case AggregateId.RegrR2:
                return _xx == 0 ? null : _yy == 0 ? 1 : _xy * _xy / (_xx * _yy);
            case AggregateId.RegrSlope:
                return _xx == 0 ? null : _xy / _xx;
            default:
                return _xx == 0 ? null : (_y - _x * _xy / _xx) / Count;
        }
    }

    private void CheckOverflow(double sumX, double sumY, double x, double y)
    {
        if (!double.IsInfinity(sumX) && !double.IsInfinity(sumY) && !double.IsInfinity(_xx) && !double.IsInfinity(_yy)
            && !double.IsInfinity(_xy))
            return;
        var wasFiniteX = !double.IsInfinity(_x) && !double.IsInfinity(x);
        var wasFiniteY = !double.IsInfinity(_y) && !double.IsInfinity(y);
        if ((double.IsInfinity(sumX) || double.IsInfinity(_xx)) && wasFiniteX
            || (double.IsInfinity(sumY) || double.IsInfinity(_yy)) && wasFiniteY
            || double.IsInfinity(_xy) && wasFiniteX && wasFiniteY)
            TypeErrors.ThrowFloatOverflow();
        _xx = double.IsInfinity(_xx) ? double.NaN : _xx;
        _yy = double.IsInfinity(_yy) ? double.NaN : _yy;
        _xy = double.IsInfinity(_xy) ? double.NaN : _xy;
    }
}
