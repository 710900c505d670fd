using BTreeDb.Binding;

namespace BTreeDb.Planning.Expressions;

/// <summary>Which operations are NULL whenever an argument is.</summary>
internal static class Strictness
{
    /// <summary>Whether a NULL argument makes the result NULL, whatever the others are.</summary>
    public static bool IsStrict(FunctionId function) =>
        function is not (FunctionId.CallRoutine or FunctionId.JsonbAssign or FunctionId.ConcatAll or FunctionId.ConcatWs or FunctionId.Greatest or FunctionId.Least
            or FunctionId.Overlaps or FunctionId.PgTypeof or FunctionId.SetConfig or FunctionId.FormatType
            or (>= FunctionId.ArraySlice and <= FunctionId.QuantifiedAll)
            or (>= FunctionId.Format and <= FunctionId.NumNonNulls)
            or (>= FunctionId.JsonBuildObject and <= FunctionId.RowToJson));
}
