using System.Globalization;

namespace BTreeDb.Types;

/// <summary>
/// Locales of ICU: a language and, behind <c>-u-</c>, keys and values that change its order (<c>und-u-ks-level2</c> ignores
/// case, <c>kn-true</c> takes digits for numbers). .NET hands them on as they are.
/// </summary>
internal static class IcuLocale
{
    /// <summary>Checks a locale: 22023 where ICU cannot open it.</summary>
    public static void Check(string locale)
    {
        var words = locale.ToLowerInvariant().Split('-');
        var extension = Array.IndexOf(words, "u");
        for (var i = extension + 1; extension >= 0 && i < words.Length; i++)
        {
            if (words[i].Length != 2)
                continue;
            var end = i + 1;
            while (end < words.Length && words[end].Length > 2)
                end++;
            CheckKey(locale, words[i], string.Join('-', words[(i + 1)..end]));
        }

        try
        {
            _ = CultureInfo.GetCultureInfo(locale == "root" ? "" : locale);
        }
        catch (CultureNotFoundException)
        {
            throw TypeErrors.LocaleUnknown(locale);
        }
    }

    private static void CheckKey(string locale, string key, string value)
    {
        var isKnown = key switch
        {
            "ks" => value is "level1" or "level2" or "level3" or "level4" or "identic",
            "ka" => value is "noignore" or "shifted",
            "kf" => value is "upper" or "lower" or "false",
            "kb" or "kc" or "kk" or "kn" => value is "" or "true" or "false",
            "kv" => value is "space" or "punct" or "symbol" or "currency",
            _ => true,
        };
        if (!isKnown)
            throw TypeErrors.LocaleUnknown(locale);
    }
}
