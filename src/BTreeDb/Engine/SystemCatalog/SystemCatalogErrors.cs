using BTreeDb.Diagnostics;

namespace BTreeDb.Engine.SystemCatalog;

/// <summary>Errors of functions about the catalog.</summary>
internal static class SystemCatalogErrors
{
    public static EngineException InvalidName() => new(SqlState.InvalidName, "invalid name syntax");

    public static EngineException TypeMissing(string name) =>
        new(SqlState.UndefinedObject, $"type \"{name}\" does not exist");

    public static EngineException ColumnMissing(string column, string table) =>
        new(SqlState.UndefinedColumn, $"column \"{column}\" of relation \"{table}\" does not exist");

    public static EngineException UnknownPrivilege(string privilege) =>
        new(SqlState.InvalidParameterValue, $"unrecognized privilege type: \"{privilege}\"");

    public static EngineException RoleMissing(string role) =>
        new(SqlState.UndefinedObject, $"role \"{role}\" does not exist");

    public static EngineException SchemaMissing(string schema) =>
        new(SqlState.InvalidSchemaName, $"schema \"{schema}\" does not exist");

    public static EngineException DatabaseMissing(string database) =>
        new(SqlState.UndefinedDatabase, $"database \"{database}\" does not exist");

    public static EngineException InvalidFork(string fork) => new(SqlState.InvalidParameterValue, $"invalid fork name \"{fork}\"")
    {
        Hint = "Valid fork names are \"main\", \"fsm\", \"vm\", and \"init\".",
    };

    public static EngineException InvalidSize(string size) =>
        new(SqlState.InvalidParameterValue, $"invalid size: \"{size}\"");

    public static EngineException InvalidSizeUnit(string size, string unit) =>
        new(SqlState.InvalidParameterValue, $"invalid size: \"{size}\"")
        {
            Detail = $"Invalid size unit: \"{unit}\".",
            Hint = "Valid units are \"bytes\", \"B\", \"kB\", \"MB\", \"GB\", \"TB\", and \"PB\".",
        };
}
