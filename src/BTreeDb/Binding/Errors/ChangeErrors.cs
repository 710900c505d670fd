using BTreeDb.Binding.Changes;
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

    public static EngineException ElementDefault(int position) =>
        new(SqlState.FeatureNotSupported, "cannot set an array element to DEFAULT") { Position = position };

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

    public static EngineException RowSource(int position) =>
        new(SqlState.FeatureNotSupported,
            "source for a multiple-column UPDATE item must be a sub-SELECT or ROW() expression")
        {
            Position = position,
        };

    public static EngineException MergeNameTwice(string name) =>
        new(SqlState.DuplicateAlias, $"name \"{name}\" specified more than once")
        {
            Detail = "The name is used both as MERGE target table and data source.",
        };

    public static EngineException MergeIntoView(string view) =>
        new(SqlState.FeatureNotSupported, $"cannot execute MERGE on relation \"{view}\"")
        {
            Detail = "This operation is not supported for views.",
        };

    public static EngineException UnreachableWhen() =>
        new(SqlState.SyntaxError, "unreachable WHEN clause specified after unconditional WHEN clause");

    /// <summary>ON CONFLICT DO UPDATE has no column list, no expression and no constraint to tell which conflict it means.</summary>
    public static EngineException ConflictTargetMissing(int position) =>
        new(SqlState.SyntaxError, "ON CONFLICT DO UPDATE requires inference specification or constraint name")
        {
            Position = position,
            Hint = "For example, ON CONFLICT (column_name).",
        };

    public static EngineException ArbiterMissing(string constraint, string table) =>
        new(SqlState.UndefinedObject, $"constraint \"{constraint}\" for table \"{table}\" does not exist")
        {
            TableName = table,
            ConstraintName = constraint,
        };

    public static EngineException ConflictTargetOption(string option, int position) =>
        new(SqlState.InvalidColumnReference, $"{option} is not allowed in ON CONFLICT clause") { Position = position };

    /// <summary>A view that cannot be changed as if it were a table; <paramref name="reason"/> says why.</summary>
    public static EngineException NotUpdatable(ChangeKind kind, string view, string reason)
    {
        var (action, gerund, command) = kind switch
        {
            ChangeKind.Insert => ("insert into", "inserting into", "INSERT"),
            ChangeKind.Update => ("update", "updating", "UPDATE"),
            _ => ("delete from", "deleting from", "DELETE"),
        };
        return new(SqlState.ObjectNotInPrerequisiteState, $"cannot {action} view \"{view}\"")
        {
            Detail = reason,
            Hint = $"To enable {gerund} the view, provide an INSTEAD OF {command} trigger or an unconditional ON {command} DO INSTEAD rule.",
        };
    }

    public static EngineException ColumnNotUpdatable(ChangeKind kind, string column, string view) =>
        new(SqlState.FeatureNotSupported,
            $"cannot {(kind == ChangeKind.Insert ? "insert into" : "update")} column \"{column}\" of view \"{view}\"")
        {
            Detail = "View columns that are not columns of their base relation are not updatable.",
        };
    public static EngineException AssignsToSystemColumn(string column, int position) =>
        new(SqlState.FeatureNotSupported, $"cannot assign to system column \"{column}\"") { Position = position };
}
