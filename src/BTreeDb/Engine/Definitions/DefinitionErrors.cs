using BTreeDb.Diagnostics;

namespace BTreeDb.Engine.Definitions;

/// <summary>Errors of statements that define schema objects.</summary>
internal static class DefinitionErrors
{
    public static EngineException NotSupported(string feature, int position = -1) =>
        new(SqlState.FeatureNotSupported, $"{feature} is not supported") { Position = position };

    public static EngineException ColumnTwice(string column, int position) =>
        new(SqlState.DuplicateColumn, $"column \"{column}\" specified more than once") { Position = position };

    public static EngineException TooManyColumns(int limit) =>
        new(SqlState.TooManyColumns, $"tables can have at most {limit} columns");

    public static EngineException TooManyKeyColumns(int limit) =>
        new(SqlState.TooManyColumns, $"cannot use more than {limit} columns in an index");

    public static EngineException MultiplePrimaryKeys(string table, int position) =>
        new(SqlState.InvalidTableDefinition, $"multiple primary keys for table \"{table}\" are not allowed")
        {
            Position = position,
            TableName = table,
        };

    public static EngineException NullAndNotNull(string column, string table, int position) =>
        new(SqlState.SyntaxError, $"conflicting NULL/NOT NULL declarations for column \"{column}\" of table \"{table}\"")
        {
            Position = position,
        };

    public static EngineException MultipleDefaults(string column, string table, int position) =>
        new(SqlState.SyntaxError, $"multiple default values specified for column \"{column}\" of table \"{table}\"")
        {
            Position = position,
        };

    public static EngineException KeyColumnMissing(string column, int position) =>
        new(SqlState.UndefinedColumn, $"column \"{column}\" named in key does not exist") { Position = position };

    public static EngineException KeyColumnTwice(string column, string kind, int position) =>
        new(SqlState.DuplicateColumn, $"column \"{column}\" appears twice in {kind} constraint") { Position = position };

    public static EngineException ConstraintExists(string constraint, string table) =>
        new(SqlState.DuplicateObject, $"constraint \"{constraint}\" for relation \"{table}\" already exists")
        {
            TableName = table,
            ConstraintName = constraint,
        };

    public static EngineException IndexColumnMissing(string column, int position) =>
        new(SqlState.UndefinedColumn, $"column \"{column}\" does not exist") { Position = position };

    /// <summary>An index whose expression or predicate does not depend on the row alone.</summary>
    public static EngineException NotImmutable(string what) =>
        new(SqlState.InvalidObjectDefinition, $"functions in index {what} must be marked IMMUTABLE");

    public static EngineException OperatorClassMissing(string name) =>
        new(SqlState.UndefinedObject, $"operator class \"{name}\" does not exist for access method \"btree\"");

    public static EngineException TruncatesReferenced(string table, string referencing) =>
        new(SqlState.FeatureNotSupported, "cannot truncate a table referenced in a foreign key constraint")
        {
            Detail = $"Table \"{referencing}\" references \"{table}\".",
            Hint = $"Truncate table \"{referencing}\" at the same time, or use TRUNCATE ... CASCADE.",
        };

    public static EngineException AccessMethodMissing(string method) =>
        new(SqlState.UndefinedObject, $"access method \"{method}\" does not exist");

    public static EngineException IndexOnView(string view) =>
        new(SqlState.WrongObjectType, $"cannot create index on relation \"{view}\"")
        {
            Detail = "This operation is not supported for views.",
        };


    public static EngineException DeferredNotDeferrable(int position) =>
        new(SqlState.SyntaxError, "constraint declared INITIALLY DEFERRED must be DEFERRABLE") { Position = position };

    public static EngineException MoreNamesThanColumns() =>
        new(SqlState.SyntaxError, "CREATE VIEW specifies more column names than columns");

    public static EngineException CheckOptionNotPossible(string reason) =>
        new(SqlState.FeatureNotSupported, "WITH CHECK OPTION is supported only on automatically updatable views")
        {
            Hint = reason,
        };

    public static EngineException NotACheckOption(string value) =>
        new(SqlState.InvalidParameterValue, $"invalid value for enum option \"check_option\": {value}")
        {
            Detail = "Valid values are \"local\" and \"cascaded\".",
        };

    public static EngineException UnknownParameter(string name) =>
        new(SqlState.InvalidParameterValue, $"unrecognized parameter \"{name}\"");

    public static EngineException ViewLosesColumns() =>
        new(SqlState.InvalidTableDefinition, "cannot drop columns from view");

    public static EngineException ViewRenamesColumn(string from, string to) =>
        new(SqlState.InvalidTableDefinition, $"cannot change name of view column \"{from}\" to \"{to}\"")
        {
            Hint = "Use ALTER VIEW ... RENAME COLUMN ... to change name of view column instead.",
        };

    public static EngineException ViewChangesType(string column, string from, string to) =>
        new(SqlState.InvalidTableDefinition, $"cannot change data type of view column \"{column}\" from {from} to {to}");

    public static EngineException NotAView(string name) =>
        new(SqlState.WrongObjectType, $"\"{name}\" is not a view");

    public static EngineException HasDependents(string what, string details) =>
        new(SqlState.DependentObjectsStillExist, $"cannot drop {what} because other objects depend on it")
        {
            Detail = details,
            Hint = "Use DROP ... CASCADE to drop the dependent objects too.",
        };

    public static EngineException IndexBacksConstraint(string index, string table) =>
        new(SqlState.DependentObjectsStillExist,
            $"cannot drop index {index} because constraint {index} on table {table} requires it")
        {
            Hint = $"You can drop constraint {index} on table {table} instead.",
        };
}
