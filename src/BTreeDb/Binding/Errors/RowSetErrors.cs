using BTreeDb.Diagnostics;

namespace BTreeDb.Binding.Errors;

/// <summary>Functions that return rows, in places that take one value.</summary>
internal static class RowSetErrors
{
    /// <summary>As <c>WHERE</c>, or <c>CASE</c>.</summary>
    public static EngineException NotAllowedIn(string place, int position) =>
        new(SqlState.FeatureNotSupported, $"set-returning functions are not allowed in {place}") { Position = position };

    public static EngineException NotAtTop(int position) =>
        new(SqlState.FeatureNotSupported, "set-returning functions must appear at top level of FROM") { Position = position };

    public static EngineException InCall(string kind, int position) =>
        new(SqlState.FeatureNotSupported, $"{kind} function calls cannot contain set-returning function calls")
        {
            Position = position,
            Hint = "You might be able to move the set-returning function into a LATERAL FROM item.",
        };

    public static EngineException NeedsColumns(int position) =>
        new(SqlState.SyntaxError, "a column definition list is required for functions returning \"record\"")
        {
            Position = position,
        };

    public static EngineException NeedsNoColumns(int position) =>
        new(SqlState.SyntaxError, "a column definition list is only allowed for functions returning \"record\"")
        {
            Position = position,
        };
}
