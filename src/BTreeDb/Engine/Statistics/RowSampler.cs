namespace BTreeDb.Engine.Statistics;

/// <summary>
/// Chooses rows of a stream of unknown length for a sample of fixed size, each with the same probability (Li, "Reservoir-sampling
/// algorithms of time complexity O(n(1 + log(N/n)))", TOMS 1994: it draws the distance to the next chosen row, not one number
/// for each row). The seed is fixed, so that the same table gives the same plans.
/// </summary>
internal sealed class RowSampler
{
    // Not for secrets: the same numbers on every run are the point.
#pragma warning disable CA5394
    private readonly Random _random = new(42);
    private readonly int _capacity;
    private long _next;
    private double _weight;

    /// <summary>A sampler for a sample of a size.</summary>
    public RowSampler(int capacity)
    {
        _capacity = capacity;
        _weight = Math.Exp(Math.Log(Positive()) / capacity);
    }

    /// <summary>The number of the next row that is to be taken, counted from zero.</summary>
    public long Next => _next;

    /// <summary>The place in the sample for the row just met; then the next one is chosen.</summary>
    public int Take()
    {
        var row = _next++;
        if (row < _capacity - 1)
            return (int)row;
        var place = row < _capacity ? (int)row : _random.Next(_capacity);
        if (row >= _capacity)
            _weight *= Math.Exp(Math.Log(Positive()) / _capacity);
        _next = row + 1 + (long)Math.Min(long.MaxValue / 2.0, Math.Floor(Math.Log(Positive()) / Math.Log(1 - _weight)));
        return place;
    }

    private double Positive() => 1 - _random.NextDouble();
#pragma warning restore CA5394
}
