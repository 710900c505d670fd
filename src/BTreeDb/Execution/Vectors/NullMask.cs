namespace BTreeDb.Execution.Vectors;

/// <summary>
/// Which rows of a vector are NULL: one bit a row, set = NULL. <see cref="Any"/> false promises that no bit is set, so
/// that kernels can skip the mask.
/// </summary>
internal sealed class NullMask(int capacity)
{
    /// <summary>The words; bit <c>row &amp; 63</c> of word <c>row &gt;&gt; 6</c>.</summary>
    public ulong[] Words { get; } = new ulong[(capacity + 63) >> 6];

    /// <summary>False: no row is NULL. True: some may be.</summary>
    public bool Any { get; set; }

    public bool this[int row] => Any && (Words[row >> 6] >> row & 1) != 0;

    public void SetNull(int row)
    {
        Words[row >> 6] |= 1UL << row;
        Any = true;
    }

    /// <summary>Makes one row not NULL.</summary>
    public void Unset(int row) => Words[row >> 6] &= ~(1UL << row);

    public void Clear()
    {
        if (!Any)
            return;
        Array.Clear(Words);
        Any = false;
    }

    /// <summary>Makes every row NULL.</summary>
    public void SetAll()
    {
        Array.Fill(Words, ulong.MaxValue);
        Any = true;
    }

    /// <summary>Makes this mask the copy of another (of its first rows, when this one is shorter).</summary>
    public void CopyFrom(NullMask other)
    {
        if (!other.Any)
        {
            Clear();
            return;
        }

        var count = Math.Min(Words.Length, other.Words.Length);
        Array.Copy(other.Words, Words, count);
        Array.Clear(Words, count, Words.Length - count);
        Any = true;
    }

    /// <summary>Adds the NULL rows of another mask.</summary>
    public void Or(NullMask other)
    {
        if (!other.Any)
            return;
        var count = Math.Min(Words.Length, other.Words.Length);
        for (var i = 0; i < count; i++)
            Words[i] |= other.Words[i];
        Any = true;
    }

    /// <summary>Adds the NULL rows of a vector's mask, of which a constant vector has one for all rows.</summary>
    public void Or(ColumnVector vector)
    {
        if (!vector.IsConstant)
            Or(vector.Nulls);
        else if (vector.Nulls[0])
            SetAll();
    }
}
