using System.Numerics;
using System.Runtime.CompilerServices;
using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// A Bloom filter over the keys of a join's build side, which the scan of its probe side tests before it decodes more of a
/// row: three bits in one word a key (Putze, Sanders, Singler, "Cache-, Hash- and Space-Efficient Bloom Filters", 2007).
/// Off as long as there are no keys, and as soon as it has proved to keep most rows.
/// </summary>
internal sealed class JoinFilter
{
    private const int BitsPerKey = 16;
    private const int TrialRows = 1 << 14;

    /// <summary>A filter that passes a larger share of the rows costs more than it saves.</summary>
    private const double PassedShareMax = 0.7;

    private ulong[] _words = [];
    private int _shift;
    private long _tested;
    private long _passed;

    /// <summary>Whether rows should be tested.</summary>
    public bool IsActive { get; private set; }

    /// <summary>Passes everything from now on.</summary>
    public void Stop() => IsActive = false;

    /// <summary>Starts to test for so many keys, which are to be added.</summary>
    public void Start(int keys)
    {
        var length = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(8, (long)keys * BitsPerKey / 64));
        if (_words.Length == length)
            Array.Clear(_words);
        else
            _words = new ulong[length];
        _shift = 64 - BitOperations.Log2((uint)length);
        Begin();
    }

    /// <summary>Tests for the keys of another filter, which nobody changes meanwhile.</summary>
    public void BorrowFrom(JoinFilter other)
    {
        (_words, _shift) = (other._words, other._shift);
        Begin();
        IsActive = other.IsActive;
    }

    /// <summary>Adds the keys of a batch's counted rows, by their hashes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(Batch batch, ulong[] hashes)
    {
        foreach (var row in RowList.Of(batch))
            _words[hashes[row] >> _shift] |= BitsOf(hashes[row]);
    }

    /// <summary>Keeps the rows in the batch's selection whose keys may have been added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Select(Batch batch, ulong[] hashes)
    {
        var rows = RowList.Of(batch);
        var target = batch.OwnSelection();
        var words = _words;
        var kept = 0;
        foreach (var row in rows)
        {
            var bits = BitsOf(hashes[row]);
            target[kept] = row;
            kept += (words[hashes[row] >> _shift] & bits) == bits ? 1 : 0;
        }

        _tested += rows.Length;
        _passed += kept;
        batch.Select(target, kept);
        if (_tested >= TrialRows && _passed > _tested * PassedShareMax)
            Stop();
    }

    private static ulong BitsOf(ulong hash) =>
        (1UL << (int)(hash & 63)) | (1UL << (int)((hash >> 6) & 63)) | (1UL << (int)((hash >> 12) & 63));

    private void Begin()
    {
        _tested = 0;
        _passed = 0;
        IsActive = true;
    }
}
