namespace BTreeDb.Execution.Kernels.Patterns;

/// <summary>
/// Texts whose characters count one by one: printable ASCII, under the languages that take no two of these characters for
/// one letter (as Czech takes <c>ch</c>) and none for nothing. Such texts can be equal only when they are of one length.
/// </summary>
internal static class PlainText
{
    /// <summary>Whether a language, with what is said of it, takes such characters one by one.</summary>
    public static bool IsKnown(string locale)
    {
        var (language, options) = locale.IndexOf("-u-", StringComparison.Ordinal) is var at and >= 0
            ? (locale[..at], locale[(at + 3)..])
            : (locale, "");
        var region = language.IndexOf('-');
        if ((region < 0 ? language : language[..region]) is not ("" or "und" or "en" or "de" or "fr" or "it" or "nl" or "pt" or "ru"))
            return false;
        foreach (var word in options.Split('-', StringSplitOptions.RemoveEmptyEntries))
        {
            // Strength, the level of case, which case is first, accents from behind: none changes what is a character.
            if (word.Length == 2 && word is not ("ks" or "kc" or "kf" or "kb"))
                return false;
        }

        return true;
    }

    /// <summary>Whether all of a text is printable ASCII.</summary>
    public static bool Is(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange(' ', '~');
}
