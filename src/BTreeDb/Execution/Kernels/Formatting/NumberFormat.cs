namespace BTreeDb.Execution.Kernels.Formatting;

/// <summary>A compiled number format of to_char and to_number: its elements, and what they say together.</summary>
internal sealed class NumberFormat
{
    // Longer names come before their beginnings.
    private static readonly string[] Names =
        ["EEEE", "FM", "MI", "PL", "PR", "RN", "SG", "SP", "TH", ",", ".", "0", "9", "B", "C", "D", "G", "L", "S", "V"];

    private NumberFormat(string text) => Text = text;

    /// <summary>Where the sign of S stands.</summary>
    public enum SignPlace
    {
        None,
        Before,
        After,
    }

    /// <summary>The format as written.</summary>
    public string Text { get; }

    /// <summary>Elements in upper case (th stays); text in a leading apostrophe.</summary>
    public List<string> Elements { get; } = [];

    /// <summary>Places before the point.</summary>
    public int Before { get; private set; }

    /// <summary>Places behind the point.</summary>
    public int After { get; private set; }

    /// <summary>Places behind V, by which the number is multiplied.</summary>
    public int Multiplied { get; private set; }
    public bool Fills { get; private set; }
    public bool HasPoint { get; private set; }
    public bool HasZero { get; private set; }

    /// <summary>The place of the first 0.</summary>
    public int ZeroStart { get; private set; }

    /// <summary>The place of the last 0, from 1.</summary>
    public int ZeroEnd { get; private set; }
    public bool HasMinus { get; private set; }
    public bool HasPlus { get; private set; }
    public bool HasBrackets { get; private set; }
    public bool IsRoman { get; private set; }
    public bool IsExponential { get; private set; }
    public bool IsMultiplied { get; private set; }
    public SignPlace Sign { get; private set; }

    /// <summary>Compiles a format, or gives the one before back if it is the same.</summary>
    public static NumberFormat Get(object? before, string text)
    {
        if (before is NumberFormat known && known.Text == text)
            return known;
        var format = new NumberFormat(text);
        format.Compile();
        return format;
    }

    private void Compile()
    {
        for (var at = 0; at < Text.Length;)
        {
            if (Text[at] == '"')
            {
                var end = Text.IndexOf('"', at + 1);
                end = end < 0 ? Text.Length : end;
                Elements.Add("'" + Text[(at + 1)..end]);
                at = Math.Min(end + 1, Text.Length);
                continue;
            }

            var name = Array.Find(
                Names, name => string.Compare(Text, at, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0);
            if (name is null)
            {
                if (Text[at] == '\\' && at + 1 < Text.Length)
                    at++;
                Elements.Add("'" + Text[at++]);
                continue;
            }

            Elements.Add(name == "TH" ? Text.Substring(at, 2) == "TH" ? "TH" : "th" : name);
            Note(name);
            at += name.Length;
        }
    }

    private void Note(string name)
    {
        if (IsExponential && name != "EEEE")
            throw FormatErrors.NumberFormat("\"EEEE\" must be the last pattern used");
        switch (name)
        {
            case "9" or "0":
                NotePlace(isZero: name == "0");
                break;
            case "." or "D":
                if (HasPoint)
                    throw FormatErrors.NumberFormat("multiple decimal points");
                if (IsMultiplied)
                    throw FormatErrors.NumberFormat("cannot use \"V\" and decimal point together");
                HasPoint = true;
                break;
            case "S":
                if (Sign != SignPlace.None)
                    throw FormatErrors.NumberFormat("cannot use \"S\" twice");
                if (HasPlus || HasMinus || HasBrackets)
                    throw FormatErrors.NumberFormat("cannot use \"S\" and \"PL\"/\"MI\"/\"SG\"/\"PR\" together");
                // A sign behind all places before the point stands behind the number.
                Sign = HasPoint || (Before > 0 && Text.TrimEnd().EndsWith('S') || Before > 0 && Text.TrimEnd().EndsWith('s'))
                    ? SignPlace.After
                    : SignPlace.Before;
                break;
            case "FM":
                Fills = true;
                break;
            default:
                NoteSign(name);
                break;
        }
    }

    private void NoteSign(string name)
    {
        switch (name)
        {
            case "MI" or "PL" or "SG":
                if (Sign != SignPlace.None)
                    throw FormatErrors.NumberFormat($"cannot use \"S\" and \"{name}\" together");
                HasMinus |= name != "PL";
                HasPlus |= name != "MI";
                break;
            case "PR":
                if (Sign != SignPlace.None || HasPlus || HasMinus)
                    throw FormatErrors.NumberFormat("cannot use \"PR\" and \"S\"/\"PL\"/\"MI\"/\"SG\" together");
                HasBrackets = true;
                break;
            case "RN":
                IsRoman = true;
                break;
            case "V":
                if (HasPoint)
                    throw FormatErrors.NumberFormat("cannot use \"V\" and decimal point together");
                IsMultiplied = true;
                break;
            case "EEEE":
                if (IsExponential)
                    throw FormatErrors.NumberFormat("cannot use \"EEEE\" twice");
                if (Fills || Sign != SignPlace.None || HasBrackets || HasMinus || HasPlus || IsRoman || IsMultiplied)
                {
                    throw FormatErrors.NumberFormat("\"EEEE\" is incompatible with other formats");
                }

                IsExponential = true;
                break;
        }
    }

    private void NotePlace(bool isZero)
    {
        if (HasBrackets)
            throw FormatErrors.NumberFormat(isZero ? "\"0\" must be ahead of \"PR\"" : "\"9\" must be ahead of \"PR\"");
        if (isZero && !HasZero && !HasPoint)
        {
            HasZero = true;
            ZeroStart = Before + 1;
        }

        if (IsMultiplied && !isZero)
            Multiplied++;
        else if (HasPoint)
            After++;
        else
            Before++;
        if (isZero)
            ZeroEnd = Before + After;
    }
}
