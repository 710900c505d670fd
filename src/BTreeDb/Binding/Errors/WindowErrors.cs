using BTreeDb.Diagnostics;
using BTreeDb.Types;

namespace BTreeDb.Binding.Errors;

/// <summary>Windows and window functions that do not make sense.</summary>
internal static class WindowErrors
{
    public static EngineException Undefined(string name, int position) =>
        new(SqlState.UndefinedObject, $"window \"{name}\" does not exist") { Position = position };

    public static EngineException Duplicate(string name, int position) =>
        Windowing($"window \"{name}\" is already defined", position);

    public static EngineException CannotOverride(string clause, string name, int position) =>
        Windowing($"cannot override {clause} clause of window \"{name}\"", position);

    public static EngineException CannotCopyFrame(string name, bool isBare, int position) =>
        new(SqlState.WindowingError, $"cannot copy window \"{name}\" because it has a frame clause")
        {
            Position = position,
            Hint = isBare ? "Omit the parentheses in this OVER clause." : null,
        };

    /// <summary>A window function in a place that has none, as <c>WHERE</c> or <c>window definitions</c>.</summary>
    public static EngineException NotAllowedIn(string place, int position) =>
        Windowing($"window functions are not allowed in {place}", position);

    public static EngineException Nested(int position) => Windowing("window function calls cannot be nested", position);

    public static EngineException InAggregate(int position) =>
        new(SqlState.GroupingError, "aggregate function calls cannot contain window function calls") { Position = position };

    public static EngineException GroupsNeedOrder(int position) =>
        Windowing("GROUPS mode requires an ORDER BY clause", position);

    public static EngineException RangeNeedsOneKey(int position) =>
        Windowing("RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column", position);

    public static EngineException RangeType(SqlType key, SqlType? offset, int position)
    {
        const string Start = "RANGE with offset PRECEDING/FOLLOWING is not supported for column type";
        var message = offset is null
            ? $"{Start} {TypeNames.Of(key.Id)}"
            : $"{Start} {TypeNames.Of(key.Id)} and offset type {TypeNames.Of(offset.Value.Id)}";
        return new EngineException(SqlState.FeatureNotSupported, message)
        {
            Position = position,
            Hint = offset is null ? null : "Cast the offset value to an appropriate type.",
        };
    }

    public static EngineException OverMissing(string name, int position) =>
        new(SqlState.WrongObjectType, $"window function {name} requires an OVER clause") { Position = position };

    public static EngineException NotAWindowFunction(string name, int position) =>
        new(SqlState.WrongObjectType, $"OVER specified, but {name} is not a window function nor an aggregate function")
        {
            Position = position,
        };

    public static EngineException NotImplemented(string what, int position) =>
        new(SqlState.FeatureNotSupported, $"{what} is not implemented for window functions") { Position = position };

    public static EngineException AggregateOrderNotImplemented(int position) =>
        new(SqlState.FeatureNotSupported, "aggregate ORDER BY is not implemented for window functions") { Position = position };

    public static EngineException FilterNotImplemented(int position) =>
        new(SqlState.FeatureNotSupported, "FILTER is not implemented for non-aggregate window functions")
        {
            Position = position,
        };

    private static EngineException Windowing(string message, int position) =>
        new(SqlState.WindowingError, message) { Position = position };
}
