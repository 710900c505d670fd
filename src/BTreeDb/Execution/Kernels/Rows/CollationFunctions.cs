using System.Globalization;
using System.Text;
using BTreeDb.Execution.Kernels.Patterns;
using BTreeDb.Types;
using BTreeDb.Types.Arrays;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>What depends on a language: keys of text, the case of letters, LIKE. The collation follows the operands.</summary>
internal static class CollationFunctions
{
    public static void Key(CallFrame call)
    {
        var rules = CultureOf(call).CompareInfo;
        if (call.TypeOf(0).Id == TypeId.Array)
            CollationKeys.WriteArray(call.Writer, new ArrayView(call.Bytes(0)), rules, call.ResultType.Id == TypeId.Bytea);
        else
            CollationKeys.Write(call.Writer, call.Bytes(0), rules);
        call.ReturnWritten();
    }

    /// <summary>What is the same for equal texts, and for their arrays the array of it.</summary>
    public static void Weight(CallFrame call)
    {
        var rules = CultureOf(call).CompareInfo;
        if (call.TypeOf(0).Id != TypeId.Array)
        {
            CollationKeys.WriteWeight(call.Writer, call.Bytes(0), rules);
            call.ReturnWritten();
            return;
        }

        var array = new ArrayView(call.Bytes(0));
        var builder = new ArrayBuilder();
        builder.Begin(TypeId.Bytea);
        for (var i = 0; i < array.Count; i++)
        {
            if (array.IsNull(i))
            {
                builder.AddNull();
                continue;
            }

            CollationKeys.WriteWeight(builder.Raw, array[i], rules);
            builder.EndElement();
        }

        var shape = new ArrayShape();
        shape.Take(array);
        builder.Finish(call.Writer, shape);
        call.ReturnWritten();
    }

    public static void Like(CallFrame call) => call.Return(Matches(call, ignoreCase: false));

    public static void NotLike(CallFrame call) => call.Return(!Matches(call, ignoreCase: false));

    public static void ILike(CallFrame call) => call.Return(Matches(call, ignoreCase: true));

    public static void NotILike(CallFrame call) => call.Return(!Matches(call, ignoreCase: true));

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

    /// <summary>Text, pattern, collation, and the escape character if one is said.</summary>
    private static bool Matches(CallFrame call, bool ignoreCase)
    {
        if (call.Cache is not CollatedPattern pattern)
        {
            Collation.TryFind(call.Text(2), out var collation);
            pattern = new CollatedPattern(collation!.Locale!, collation.Culture, ignoreCase);
            call.Cache = pattern;
        }

        pattern.Use(call.Bytes(1), call.Count > 3 ? call.Text(3) : "\\");
        return pattern.Matches(call.Text(0), call.Context.Cancellation);
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
