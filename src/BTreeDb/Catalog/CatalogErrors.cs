using BTreeDb.Diagnostics;

namespace BTreeDb.Catalog;

/// <summary>Errors about schema objects.</summary>
internal static class CatalogErrors
{
    public static EngineException RelationExists(string name) =>
        new(SqlState.DuplicateTable, $"relation \"{name}\" already exists");

    public static EngineException TableMissing(string name) =>
        new(SqlState.UndefinedTable, $"table \"{name}\" does not exist");

    public static EngineException ViewMissing(string name) =>
        new(SqlState.UndefinedTable, $"view \"{name}\" does not exist");

    public static EngineException MaterializedViewMissing(string name) =>
        new(SqlState.UndefinedTable, $"materialized view \"{name}\" does not exist");

    public static EngineException IndexMissing(string name) =>
        new(SqlState.UndefinedObject, $"index \"{name}\" does not exist");

    public static EngineException RelationMissing(string name, int position) =>
        new(SqlState.UndefinedTable, $"relation \"{name}\" does not exist") { Position = position };

    public static EngineException SchemaMissing(string name) =>
        new(SqlState.InvalidSchemaName, $"schema \"{name}\" does not exist");

    public static EngineException NoSchemaSelected() =>
        new(SqlState.InvalidSchemaName, "no schema has been selected to create in");

    public static EngineException SequenceMissing(string name) =>
        new(SqlState.UndefinedTable, $"sequence \"{name}\" does not exist");

    public static EngineException TypeMissing(string name) =>
        new(SqlState.UndefinedObject, $"type \"{name}\" does not exist");

    public static EngineException ColumnMissing(string column, string table) =>
        new(SqlState.UndefinedColumn, $"column \"{column}\" of relation \"{table}\" does not exist")
        {
            TableName = table,
            ColumnName = column,
        };

    public static EngineException RelationIdMissing(ObjectId id) =>
        new(SqlState.UndefinedTable, $"could not open relation with OID {id.Value}");

    public static EngineException NotA(string name, string kind, string? hint) =>
        new(SqlState.WrongObjectType, $"\"{name}\" is not {kind}") { Hint = hint };

    public static EngineException NotATable(string name) =>
        new(SqlState.WrongObjectType, $"\"{name}\" is not a table");

    public static EngineException NewerFormat(long found, long known) =>
        new(SqlState.FeatureNotSupported, $"catalog format {found} is newer than this build knows ({known})");

    public static EngineException Corrupt(string what) =>
        new(SqlState.DataCorrupted, $"catalog is corrupt: {what}");

    public static EngineException TooManyObjects() =>
        new(SqlState.ProgramLimitExceeded, "object ids are exhausted");

    public static EngineException DefinitionChanged(string table) =>
        new(SqlState.SerializationFailure, "could not serialize access due to a concurrent change of the schema")
        {
            Detail = $"The definition of relation \"{table}\" changed after this transaction's snapshot.",
            TableName = table,
        };

    public static EngineException CatalogChanged() =>
        new(SqlState.SerializationFailure, "could not serialize access due to a concurrent change of the schema");
}
