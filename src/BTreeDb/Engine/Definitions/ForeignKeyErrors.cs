using BTreeDb.Diagnostics;

namespace BTreeDb.Engine.Definitions;

/// <summary>Errors of foreign keys as they are defined.</summary>
internal static class ForeignKeyErrors
{
    public static EngineException ColumnMissing(string column) =>
        new(SqlState.UndefinedColumn, $"column \"{column}\" referenced in foreign key constraint does not exist");

    public static EngineException NotATable(string relation) =>
        new(SqlState.WrongObjectType, $"referenced relation \"{relation}\" is not a table");

    public static EngineException AcrossPersistence(bool isTemporary) => new(
        SqlState.InvalidTableDefinition,
        isTemporary
            ? "constraints on temporary tables may reference only temporary tables"
            : "constraints on permanent tables may reference only permanent tables");

    public static EngineException NoPrimaryKey(string table) =>
        new(SqlState.UndefinedObject, $"there is no primary key for referenced table \"{table}\"");

    public static EngineException NoUniqueKey(string table) =>
        new(SqlState.InvalidForeignKey, $"there is no unique constraint matching given keys for referenced table \"{table}\"");

    public static EngineException DeferrableKey(string table) =>
        new(SqlState.ObjectNotInPrerequisiteState,
            $"cannot use a deferrable unique constraint for referenced table \"{table}\"");

    public static EngineException ColumnCounts() =>
        new(SqlState.InvalidForeignKey, "number of referencing and referenced columns for foreign key disagree");

    public static EngineException ReferencedTwice() =>
        new(SqlState.InvalidForeignKey, "foreign key referenced-columns list must not contain duplicates");

    public static EngineException Incompatible(
        string constraint, string column, string referenced, string type, string referencedType) =>
        new(SqlState.DatatypeMismatch, $"foreign key constraint \"{constraint}\" cannot be implemented")
        {
            Detail = $"Key columns \"{column}\" and \"{referenced}\" are of incompatible types: {type} and {referencedType}.",
        };

    public static EngineException MatchPartial(int position) =>
        new(SqlState.FeatureNotSupported, "MATCH PARTIAL not yet implemented") { Position = position };

    public static EngineException SetColumnNotInKey(string column) =>
        new(SqlState.InvalidColumnReference,
            $"column \"{column}\" referenced in ON DELETE SET action must be part of foreign key");

    public static EngineException SetColumnsOnUpdate(string action, int position) =>
        new(SqlState.FeatureNotSupported, $"a column list with {action} is only supported for ON DELETE actions")
        {
            Position = position,
        };

    public static EngineException TemporaryReference(bool isTemporary) =>
        new(SqlState.InvalidTableDefinition, isTemporary
            ? "constraints on temporary tables may reference only temporary tables"
            : "constraints on permanent tables may reference only permanent tables");
}
