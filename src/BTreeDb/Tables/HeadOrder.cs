namespace BTreeDb.Tables;

/// <summary>
/// The ascending order of many numbers, equal ones in the order in which they came: a radix sort that passes over the bytes
/// in which all numbers are equal. The memory is kept for the next time.
/// </summary>
internal sealed class HeadOrder
{
    private const int Bytes = sizeof(ulong);
    private const int Values = 256;

    private readonly int[] _counts = new int[Bytes * Values];
    private ulong[] _heads = [];
    private ulong[] _otherHeads = [];
    private int[] _order = [];
    private int[] _otherOrder = [];
    private int _count;

    /// <summary>The places of the numbers in ascending order.</summary>
    public Span<int> Sorted => _order.AsSpan(0, _count);

    /// <summary>Room for the numbers, to be filled before <see cref="Sort"/>.</summary>
    public Span<ulong> Begin(int count)
    {
        _count = count;
        if (_heads.Length < count)
        {
            var length = (int)Math.Min(Array.MaxLength, Math.Max(count, _heads.Length * 2L));
            _heads = new ulong[length];
            _otherHeads = new ulong[length];
            _order = new int[length];
            _otherOrder = new int[length];
        }

        return _heads.AsSpan(0, count);
    }

    /// <summary>Sorts; the numbers themselves are lost.</summary>
    public Span<int> Sort()
    {
        for (var i = 0; i < _count; i++)
            _order[i] = i;
        if (_count < 2)
            return Sorted;
        Count();
        for (var place = 0; place < Bytes; place++)
        {
            var counts = _counts.AsSpan(place * Values, Values);
            if (counts[(byte)(_heads[0] >> (8 * place))] < _count)
                Pass(counts, 8 * place);
        }

        return Sorted;
    }

    private void Count()
    {
        Array.Clear(_counts);
        foreach (var head in _heads.AsSpan(0, _count))
        {
            for (var place = 0; place < Bytes; place++)
                _counts[(place * Values) + (byte)(head >> (8 * place))]++;
        }
    }

    private void Pass(Span<int> counts, int shift)
    {
        var start = 0;
        foreach (ref var count in counts)
            (count, start) = (start, start + count);
        for (var i = 0; i < _count; i++)
        {
            var head = _heads[i];
            var target = counts[(byte)(head >> shift)]++;
            _otherHeads[target] = head;
            _otherOrder[target] = _order[i];
        }

        (_heads, _otherHeads) = (_otherHeads, _heads);
        (_order, _otherOrder) = (_otherOrder, _order);
    }
}
