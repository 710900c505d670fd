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

    public void Clear()
    {
        if (!Any)
            return;
        Array.Clear(Words);
        Any = false;
    }

    /// <summary>Makes this mask the copy of another.</summary>
    public void CopyFrom(NullMask other)
    {
        if (!other.Any)
        {
            Clear();
            return;
        }

        Array.Copy(other.Words, Words, Words.Length);
        Any = true;
    }
}
