using System.Text;
using BTreeDb.Catalog;

namespace BTreeDb.Engine.Definitions;

/// <summary>Changes names in a stored text, given where they stand. All else stays as it is.</summary>
internal sealed class TextPatch(string text)
{
    private readonly SortedDictionary<int, (int Length, string With)> _changes = [];

    /// <summary>Whether anything changes.</summary>
    public bool HasChanges => _changes.Count > 0;

    /// <summary>Gives the last of the dotted names from a place on another name.</summary>
    public void ReplaceLast(int position, string name)
    {
        var start = position;
        var end = SkipName(start);
        while (end < text.Length && text[end] == '.' && end + 1 < text.Length && StartsName(text[end + 1]))
        {
            start = end + 1;
            end = SkipName(start);
        }

        if (end > start)
            _changes[start] = (end - start, QualifiedText.Quote(name));
    }

    /// <summary>Puts another text in the place of all dotted names from a place on.</summary>
    public void ReplaceChain(int position, string with)
    {
        var end = ChainEnd(position);
        if (end > position)
            _changes[position] = (end - position, with);
    }

    /// <summary>Puts the columns that it stands for in the place of a star, qualified or not.</summary>
    public void ReplaceStar(int position, string columns)
    {
        var end = text.IndexOf('*', position);
        if (end >= 0)
            _changes[position] = (end + 1 - position, columns);
    }

    /// <summary>Puts a text behind the dotted names from a place on.</summary>
    public void InsertBehind(int position, string addition)
    {
        var end = ChainEnd(position);
        _changes.TryAdd(end, (0, addition));
    }

    /// <summary>The names from a place on, as they stand there.</summary>
    public string ChainAt(int position) => text[position..ChainEnd(position)];

    /// <summary>Where the names from a place on end.</summary>
    public int ChainEnd(int position)
    {
        var end = SkipName(position);
        while (end < text.Length && text[end] == '.' && end + 1 < text.Length && StartsName(text[end + 1]))
            end = SkipName(end + 1);
        return end;
    }

    /// <summary>The text with the changes.</summary>
    public override string ToString()
    {
        var result = new StringBuilder(text.Length + 16);
        var next = 0;
        foreach (var (start, (length, with)) in _changes)
        {
            if (start < next)
                continue;
            result.Append(text, next, start - next).Append(with);
            next = start + length;
        }

        return result.Append(text, next, text.Length - next).ToString();
    }

    private static bool StartsName(char c) => char.IsLetter(c) || c is '_' or '"';

    private int SkipName(int at)
    {
        if (at >= text.Length)
            return at;
        if (text[at] != '"')
        {
            while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '$'))
                at++;
            return at;
        }

        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"')
                continue;
            if (at + 1 >= text.Length || text[at + 1] != '"')
                return at + 1;
            at++;
        }

        return at;
    }
}
