using System.Globalization;
using System.Text;
using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>What depends on a language: keys of text and the case of letters. The last argument names the collation.</summary>
internal static class CollationFunctions
{
    public static void Key(CallFrame call)
    {
        CollationKeys.Write(call.Writer, call.Bytes(0), CultureOf(call).CompareInfo);
        call.ReturnWritten();
    }

    public static void Text(CallFrame call) => call.ReturnBytes(CollationKeys.TextOf(call.Bytes(0)));

    public static void Lower(CallFrame call) => call.ReturnText(CultureOf(call).TextInfo.ToLower(call.Text(0)));

    public static void Upper(CallFrame call) =>
        call.ReturnText(CultureOf(call).TextInfo.ToUpper(call.Text(0)).Replace("\u00df", "SS", StringComparison.Ordinal));

    public static void InitCap(CallFrame call)
    {
        var rules = CultureOf(call).TextInfo;
        var text = new StringBuilder(call.Text(0));
        var isInWord = false;
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = isInWord ? rules.ToLower(text[i]) : rules.ToUpper(text[i]);
            isInWord = char.IsLetterOrDigit(text[i]);
        }

        call.ReturnText(text.ToString());
    }

    private static CultureInfo CultureOf(CallFrame call)
    {
        if (call.Cache is CultureInfo known)
            return known;
        var culture = Collation.TryFind(call.Text(1), out var collation) ? collation.Culture : CultureInfo.InvariantCulture;
        call.Cache = culture;
        return culture;
    }
}
