using BTreeDb.Catalog;
using BTreeDb.Diagnostics;

namespace BTreeDb.Binding.Errors;

/// <summary>INSERT, UPDATE and DELETE that do not fit their table.</summary>
internal static class ChangeErrors
{
    public static EngineException MoreExpressionsThanColumns(int position) =>
        new(SqlState.SyntaxError, "INSERT has more expressions than target columns") { Position = position };

    public static EngineException MoreColumnsThanExpressions(int position) =>
        new(SqlState.SyntaxError, "INSERT has more target columns than expressions") { Position = position };

    public static EngineException ColumnTwice(string column, int position) =>
        new(SqlState.DuplicateColumn, $"column \"{column}\" specified more than once")
        {
            Position = position,
            ColumnName = column,
        };

    public static EngineException CannotChangeMaterializedView(string name, int position) =>
        new(SqlState.WrongObjectType, $"cannot change materialized view \"{name}\"") { Position = position };

    public static EngineException CannotChangeSequence(string name, int position) =>
        new(SqlState.WrongObjectType, $"cannot change sequence \"{name}\"") { Position = position };

    public static EngineException GivenForGenerated(ColumnSchema column) =>
        new(SqlState.GeneratedAlways, $"cannot insert a non-DEFAULT value into column \"{column.Name}\"")
        {
            Detail = WhyGenerated(column),
            Hint = column.IsIdentity ? "Use OVERRIDING SYSTEM VALUE to override." : null,
            ColumnName = column.Name,
        };

    public static EngineException UpdatesGenerated(ColumnSchema column) =>
        new(SqlState.GeneratedAlways, $"column \"{column.Name}\" can only be updated to DEFAULT")
        {
            Detail = WhyGenerated(column),
            ColumnName = column.Name,
        };

    private static string WhyGenerated(ColumnSchema column) => column.IsIdentity
        ? $"Column \"{column.Name}\" is an identity column defined as GENERATED ALWAYS."
        : $"Column \"{column.Name}\" is a generated column.";

    public static EngineException AssignedTwice(string column, int position) =>
        new(SqlState.SyntaxError, $"multiple assignments to same column \"{column}\"")
        {
            Position = position,
            ColumnName = column,
        };

    public static EngineException AssignmentWidths(int position) =>
        new(SqlState.SyntaxError, "number of columns does not match number of values") { Position = position };

    /// <summary>A view as the target; <paramref name="action"/> is as in <c>insert into</c>.</summary>
    public static EngineException ViewAsTarget(string action, string view, int position) =>
        new(SqlState.FeatureNotSupported, $"cannot {action} view \"{view}\"")
        {
            Position = position,
            Detail = "Views are not updatable.",
        };
}
