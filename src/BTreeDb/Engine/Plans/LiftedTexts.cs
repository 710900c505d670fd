using BTreeDb.Types;

namespace BTreeDb.Engine.Plans;

/// <summary>
/// What a session knows of texts that differ in literals only. Those that find rows by their full key share one prepared
/// statement: for them a literal's value cannot matter to the plan. Others are planned each with its own literals. For one
/// thread at a time.
/// </summary>
internal sealed class LiftedTexts
{
    private const int TextsMax = 256;
    private const int LengthMax = 1000;
    private const int LiteralsMax = 16;
    private readonly Dictionary<string, PreparedScript?> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PreparedScript?>.AlternateLookup<ReadOnlySpan<char>> _byText;
    private readonly char[] _text = new char[LengthMax + (2 * LiteralsMax)];
    private readonly long[] _literals = new long[LiteralsMax];
    private int _length;
    private int _count;

    public LiftedTexts() => _byText = _known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Reads a text; false when it has no literals to lift.</summary>
    public bool TryRead(string text)
    {
        if (text.Length > LengthMax)
            return false;
        var scanner = new LiteralScanner(text, _text, _literals);
        if (!scanner.TryLift())
            return false;
        (_length, _count) = (scanner.Length, scanner.Count);
        return true;
    }

    /// <summary>The text read last with parameters in place of its literals.</summary>
    public string Text => new(_text, 0, _length);

    /// <summary>Whether this text is known; the statement is null for one that shares no plan.</summary>
    public bool TryFind(out PreparedScript? shared) => _byText.TryGetValue(_text.AsSpan(0, _length), out shared);

    /// <summary>Remembers the statement that texts like the last one share; null for none.</summary>
    public void Remember(PreparedScript? shared)
    {
        if (_known.Count >= TextsMax)
            _known.Clear();
        _known[Text] = shared;
    }

    /// <summary>The literals of the text read last, as parameters.</summary>
    public LiftedLiterals Literals()
    {
        var literals = new LiftedLiterals(new Datum[_count], new SqlType[_count]);
        for (var i = 0; i < _count; i++)
        {
            literals.Values[i] = Datum.FromInt64(_literals[i]);
            literals.Types[i] = _literals[i] <= int.MaxValue ? SqlType.Integer : SqlType.BigInt;
        }

        return literals;
    }
}
