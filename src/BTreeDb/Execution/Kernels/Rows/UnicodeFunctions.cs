using System.Globalization;
using System.Text;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>Unicode escapes and normal forms: a list.</summary>
internal static class UnicodeFunctions
{
    public static void Normalize(CallFrame call) => call.ReturnText(call.Text(0).Normalize(Form(call)));

    public static void IsNormalized(CallFrame call) => call.Return(call.Text(0).IsNormalized(Form(call)));

    /// <summary>unistr: <c>\XXXX</c>, <c>\+XXXXXX</c>, <c>\uXXXX</c>, <c>\UXXXXXXXX</c>.</summary>
    public static void Unescape(CallFrame call)
    {
        var text = call.Text(0);
        var output = new StringBuilder();
        for (var i = 0; i < text.Length;)
        {
            if (text[i] != '\\')
            {
                output.Append(text[i++]);
            }
            else if (i + 1 < text.Length && text[i + 1] == '\\')
            {
                output.Append('\\');
                i += 2;
            }
            else
            {
                AppendEscape(output, text, ref i);
            }
        }

        if (output.Length > 0 && char.IsHighSurrogate(output[^1]))
            throw TextErrors.InvalidUnicodePair();
        call.ReturnText(output.ToString());
    }

    private static void AppendEscape(StringBuilder output, string text, ref int at)
    {
        var (skipped, digits) = (at + 1 < text.Length ? text[at + 1] : ' ') switch
        {
            '+' => (2, 6),
            'u' => (2, 4),
            'U' => (2, 8),
            _ => (1, 4),
        };
        if (at + skipped + digits > text.Length
            || !long.TryParse(text.AsSpan(at + skipped, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            throw TextErrors.InvalidUnicodeEscape();
        if (code is 0 or > 0x10FFFF)
            throw TextErrors.InvalidCodePoint(code);
        at += skipped + digits;
        var follows = output.Length > 0 && char.IsHighSurrogate(output[^1]);
        if (code is >= 0xDC00 and < 0xE000 != follows)
            throw TextErrors.InvalidUnicodePair();
        if (code < 0x10000)
            output.Append((char)code);
        else
            output.Append(char.ConvertFromUtf32((int)code));
    }

    private static NormalizationForm Form(CallFrame call)
    {
        var name = call.Count > 1 ? call.Text(1) : "NFC";
        return name.ToUpperInvariant() switch
        {
            "NFC" => NormalizationForm.FormC,
            "NFD" => NormalizationForm.FormD,
            "NFKC" => NormalizationForm.FormKC,
            "NFKD" => NormalizationForm.FormKD,
            _ => throw TextErrors.InvalidNormalizationForm(name),
        };
    }
}
