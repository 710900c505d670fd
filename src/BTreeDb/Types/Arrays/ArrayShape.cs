namespace BTreeDb.Types.Arrays;

/// <summary>Lengths and lower bounds of an array's dimensions: a buffer that is reused.</summary>
internal sealed class ArrayShape
{
    private readonly int[] _lengths = new int[ArrayView.DimensionsMax];
    private readonly int[] _lowers = new int[ArrayView.DimensionsMax];

    /// <summary>0 for an empty array.</summary>
    public int Dimensions { get; private set; }

    public ReadOnlySpan<int> Lengths => _lengths.AsSpan(0, Dimensions);

    public ReadOnlySpan<int> Lowers => _lowers.AsSpan(0, Dimensions);

    /// <summary>Elements of all dimensions.</summary>
    public int Count
    {
        get
        {
            long count = Dimensions == 0 ? 0 : 1;
            foreach (var length in Lengths)
            {
                count *= length;
                if (count > ArrayView.CountMax)
                    throw ArrayErrors.TooLarge();
            }

            return (int)count;
        }
    }

    public void Clear() => Dimensions = 0;

    /// <summary>Adds an inner dimension.</summary>
    public void Add(int length, int lower)
    {
        if (Dimensions == ArrayView.DimensionsMax)
            throw ArrayErrors.TooManyDimensions(Dimensions + 1);
        if ((long)lower + length > int.MaxValue)
            throw ArrayErrors.LowerBoundTooLarge(lower);
        _lengths[Dimensions] = length;
        _lowers[Dimensions++] = lower;
    }

    /// <summary>Changes a dimension.</summary>
    public void Set(int dimension, int length, int lower)
    {
        _lengths[dimension] = length;
        _lowers[dimension] = lower;
    }

    /// <summary>Takes the shape of an array.</summary>
    public void Take(in ArrayView array)
    {
        Clear();
        for (var i = 0; i < array.Dimensions; i++)
            Add(array.LengthOf(i), array.LowerOf(i));
    }

    /// <summary>One dimension of so many elements, or none.</summary>
    public void TakeLine(int length, int lower = 1)
    {
        Clear();
        if (length > 0)
            Add(length, lower);
    }
}
