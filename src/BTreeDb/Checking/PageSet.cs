namespace BTreeDb.Checking;

/// <summary>A set of page numbers as a growing bitmap: an eighth of a byte for each page of the file.</summary>
internal sealed class PageSet
{
    private ulong[] _words = new ulong[64];

    /// <summary>Adds a page; false if it was there.</summary>
    public bool Add(uint page)
    {
        var word = (int)(page >> 6);
        if (word >= _words.Length)
            Array.Resize(ref _words, Math.Max(word + 1, _words.Length * 2));
        var bit = 1UL << (int)(page & 63);
        var isNew = (_words[word] & bit) == 0;
        _words[word] |= bit;
        return isNew;
    }

    /// <summary>Whether the page is in the set.</summary>
    public bool Contains(uint page)
    {
        var word = (int)(page >> 6);
        return word < _words.Length && (_words[word] & (1UL << (int)(page & 63))) != 0;
    }
}
