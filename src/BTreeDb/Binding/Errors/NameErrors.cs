using BTreeDb.Diagnostics;

namespace BTreeDb.Binding.Errors;

/// <summary>Names that mean nothing, or more than one thing.</summary>
internal static class NameErrors
{
    public static EngineException UndefinedTable(string name, int position) =>
        new(SqlState.UndefinedTable, $"relation \"{name}\" does not exist") { Position = position };

    public static EngineException UndefinedColumn(string name, int position) =>
        new(SqlState.UndefinedColumn, $"column \"{name}\" does not exist") { Position = position };

    public static EngineException UndefinedColumnOf(string relation, string name, int position) =>
        new(SqlState.UndefinedColumn, $"column {relation}.{name} does not exist") { Position = position };

    public static EngineException UndefinedTargetColumn(string table, string name, int position) =>
        new(SqlState.UndefinedColumn, $"column \"{name}\" of relation \"{table}\" does not exist")
        {
            Position = position,
            TableName = table,
            ColumnName = name,
        };

    public static EngineException AmbiguousColumn(string name, int position) =>
        new(SqlState.AmbiguousColumn, $"column reference \"{name}\" is ambiguous") { Position = position };

    public static EngineException AmbiguousTable(string name, int position) =>
        new(SqlState.AmbiguousAlias, $"table reference \"{name}\" is ambiguous") { Position = position };

    public static EngineException MissingFromEntry(string name, int position) =>
        new(SqlState.UndefinedTable, $"missing FROM-clause entry for table \"{name}\"") { Position = position };

    /// <summary>The table is in FROM under another name.</summary>
    public static EngineException HiddenByAlias(string name, string alias, int position) =>
        new(SqlState.UndefinedTable, InvalidReference(name))
        {
            Position = position,
            Hint = $"Perhaps you meant to reference the table alias \"{alias}\".",
        };

    /// <summary>The table is in FROM, but cannot be seen from where the reference stands.</summary>
    public static EngineException OutOfReach(string name, bool lateralWouldHelp, int position) =>
        new(SqlState.UndefinedTable, InvalidReference(name))
        {
            Position = position,
            Detail = $"There is an entry for table \"{name}\", but it cannot be referenced from this part of the query.",
            Hint = lateralWouldHelp ? "To reference that table, you must mark this subquery with LATERAL." : null,
        };

    /// <summary>A lateral reference to the side of a join that may be missing.</summary>
    public static EngineException LateralAcrossOuterJoin(string name, int position) =>
        new(SqlState.InvalidColumnReference, InvalidReference(name))
        {
            Position = position,
            Detail = "The combining JOIN type must be INNER or LEFT for a LATERAL reference.",
        };

    public static EngineException UnidentifiedField(string field, int position) =>
        new(SqlState.UndefinedColumn, $"could not identify column \"{field}\" in record data type") { Position = position };

    public static EngineException FieldOfScalar(string field, Types.SqlType type, int position) =>
        new(SqlState.WrongObjectType, $"column notation .{field} applied to type {Types.TypeNames.Of(type.Id)}, which is not a composite type")
        {
            Position = position,
        };

    public static EngineException DuplicateTableName(string name, int position) =>
        new(SqlState.DuplicateAlias, $"table name \"{name}\" specified more than once") { Position = position };

    public static EngineException DuplicateCommonTable(string name, int position) =>
        new(SqlState.DuplicateAlias, $"WITH query name \"{name}\" specified more than once") { Position = position };

    public static EngineException TooManyColumnAliases(string table, int available, int specified, int position) =>
        new(SqlState.InvalidColumnReference,
            $"table \"{table}\" has {available} columns available but {specified} columns specified")
        {
            Position = position,
        };

    public static EngineException UndefinedType(string name, int position) =>
        new(SqlState.UndefinedObject, $"type \"{name}\" does not exist") { Position = position };

    public static EngineException UndefinedCollation(string name, int position) =>
        new(SqlState.UndefinedObject, $"collation \"{name}\" for encoding \"UTF8\" does not exist") { Position = position };

    public static EngineException CrossDatabase(string name, int position) =>
        new(SqlState.FeatureNotSupported, $"cross-database references are not implemented: {name}") { Position = position };

    public static EngineException TooManyDottedNames(string name, int position) =>
        new(SqlState.SyntaxError, $"improper qualified name (too many dotted names): {name}") { Position = position };

    private static string InvalidReference(string name) => $"invalid reference to FROM-clause entry for table \"{name}\"";
}
