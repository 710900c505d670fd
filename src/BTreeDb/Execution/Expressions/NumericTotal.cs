using System.Runtime.InteropServices;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>
/// The exact sum of numerics of one group: a 128-bit mantissa at the largest scale met, which adding values of the same scale
/// hardly ever leaves; then, or with NaN and infinities, a numeric.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct NumericTotal
{
    private Int128 _mantissa;
    private long _count;
    private int _scale;
    private NumericTotalBox? _other;

    /// <summary>Values added.</summary>
    public readonly long Count => _count;

    /// <summary>The sum.</summary>
    public readonly Numeric Value
    {
        get
        {
            var small = Numeric.FromParts(_mantissa, _scale);
            return _other is null ? small : NumericArithmetic.Add(_other.Value, small);
        }
    }

    /// <summary>Adds a value.</summary>
    public void Add(in Numeric value)
    {
        _count++;
        if (value.IsSmall && value.Scale == _scale)
            _mantissa += value.Small;
        else
            AddOther(value);
    }

    /// <summary>Adds another sum.</summary>
    public void Add(in NumericTotal total)
    {
        var count = _count + total._count;
        AddOther(total.Value);
        _count = count;
    }

    private void AddOther(in Numeric value)
    {
        if (value.IsSmall && value.Scale < _scale && _scale - value.Scale <= PowersOfTen.LongExponentMax)
        {
            _mantissa += (Int128)value.Small * PowersOfTen.Long(_scale - value.Scale);
            return;
        }

        // The sum so far, at its own scale, and a fresh mantissa at the scale of what comes now.
        var sum = NumericArithmetic.Add(Value, value);
        (_mantissa, _scale, _other) = (0, value.IsFinite ? Math.Max(_scale, value.Scale) : _scale, null);
        if (sum.IsSmall && sum.Scale == _scale)
            _mantissa = sum.Small;
        else
            _other = new NumericTotalBox(sum);
    }
}
