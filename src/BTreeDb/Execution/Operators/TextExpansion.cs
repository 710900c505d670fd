using BTreeDb.Binding.Queries;
using BTreeDb.Execution.Kernels.Patterns;
using BTreeDb.Execution.Kernels.Rows;
using BTreeDb.Types;
using BTreeDb.Types.Arrays;

namespace BTreeDb.Execution.Operators;

/// <summary>The parts and matches of a text, or the subscripts of an array, as rows of one column.</summary>
internal static class TextExpansion
{
    /// <summary>Adds the rows of a function's value.</summary>
    public static void Expand(TableFunctionId function, ReadOnlySpan<Datum> arguments, List<Datum> rows)
    {
        switch (function)
        {
            case TableFunctionId.RegexpMatches:
                AddMatches(arguments, rows);
                break;
            case TableFunctionId.RegexpSplit:
                foreach (var part in RegexFunctions.Split(Compile(arguments, isGlobal: false), arguments[0].AsText()))
                    rows.Add(Datum.FromText(part));
                break;
            case TableFunctionId.StringToTable:
                AddParts(arguments, rows);
                break;
            default:
                AddSubscripts(arguments, rows);
                break;
        }
    }

    private static CompiledRegex Compile(ReadOnlySpan<Datum> arguments, bool isGlobal)
    {
        var letters = arguments.Length > 2 ? arguments[2].AsText() : "";
        if (!isGlobal && letters.Contains('g', StringComparison.Ordinal))
            throw RegexErrors.NotGlobal("regexp_split_to_table");
        return CompiledRegex.Get(null, arguments[1].AsText(), letters.Replace("g", "", StringComparison.Ordinal));
    }

    private static void AddMatches(ReadOnlySpan<Datum> arguments, List<Datum> rows)
    {
        var regex = Compile(arguments, isGlobal: true);
        var isGlobal = arguments.Length > 2 && arguments[2].AsText().Contains('g', StringComparison.Ordinal);
        var builder = new ArrayBuilder();
        var writer = new ByteWriter();
        foreach (var match in RegexFunctions.Matches(regex, arguments[0].AsText()))
        {
            builder.Begin(TypeId.Text);
            RegexFunctions.AddGroups(builder, match, regex.GroupCount);
            writer.Reset();
            builder.Finish(writer);
            rows.Add(Datum.FromBytes(writer.Written.ToArray()));
            if (!isGlobal)
                return;
        }
    }

    private static void AddParts(ReadOnlySpan<Datum> arguments, List<Datum> rows)
    {
        var hasNull = arguments.Length > 2 && !arguments[2].IsNull;
        var builder = new ArrayBuilder();
        builder.Begin(TypeId.Text);
        ArrayStrings.Split(
            arguments[0].AsBytes(), arguments[1].IsNull, arguments[1].IsNull ? default : arguments[1].AsBytes(), builder,
            hasNull, hasNull ? arguments[2].AsBytes() : default);
        var writer = new ByteWriter();
        builder.Finish(writer);
        var parts = new ArrayView(writer.Written);
        for (var i = 0; i < parts.Count; i++)
            rows.Add(parts.IsNull(i) ? Datum.Null : Datum.FromBytes(parts[i].ToArray()));
    }

    private static void AddSubscripts(ReadOnlySpan<Datum> arguments, List<Datum> rows)
    {
        var array = new ArrayView(arguments[0].AsBytes());
        var dimension = arguments[1].AsInt32() - 1;
        if (array.Count == 0 || dimension < 0 || dimension >= array.Dimensions)
            return;
        var lower = array.LowerOf(dimension);
        var length = array.LengthOf(dimension);
        var isReverse = arguments.Length > 2 && arguments[2].AsBoolean();
        for (var i = 0; i < length; i++)
            rows.Add(Datum.FromInt64(isReverse ? lower + length - 1 - i : lower + i));
    }
}
