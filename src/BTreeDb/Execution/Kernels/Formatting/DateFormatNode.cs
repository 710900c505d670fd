namespace BTreeDb.Execution.Kernels.Formatting;

/// <summary>A field of a date format, or text between fields.</summary>
/// <param name="Name">The field in upper case; empty for text.</param>
/// <param name="Spelling">The field as written, whose case says the case of names; or the text.</param>
/// <param name="Fills">FM: neither blanks nor zeros are filled in.</param>
/// <param name="Suffix">TH or th: an ordinal suffix.</param>
internal readonly record struct DateFormatNode(string Name, string Spelling, bool Fills, string Suffix)
{
    /// <summary>Text that stood in double quotes.</summary>
    public bool IsQuoted { get; init; }

    public bool IsText => Name.Length == 0;

    /// <summary>Whether the field is read from digits.</summary>
    public bool IsNumeric => Name is "CC" or "DDD" or "DD" or "D" or "FF1" or "FF2" or "FF3" or "FF4" or "FF5" or "FF6" or "HH24" or "HH12"
        or "HH" or "IDDD" or "ID" or "IW" or "IYYY" or "IYY" or "IY" or "I" or "J" or "MI" or "MM" or "MS" or "Q" or "SSSSS" or "SSSS"
        or "SS" or "US" or "WW" or "W" or "YYYY" or "YYY" or "YY" or "Y" or "TZH" or "TZM" or "Y,YYY";
}
