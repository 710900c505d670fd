using BTreeDb.Diagnostics;
using BTreeDb.Types;

namespace BTreeDb.Engine.Prepared;

/// <summary>Errors of PREPARE, EXECUTE and DEALLOCATE.</summary>
internal static class PreparationErrors
{
    public static EngineException AlreadyExists(string name) =>
        new(SqlState.DuplicatePreparedStatement, $"prepared statement \"{name}\" already exists");

    public static EngineException Missing(string name) =>
        new(SqlState.InvalidSqlStatementName, $"prepared statement \"{name}\" does not exist");

    public static EngineException WrongArgumentCount(string name, int expected, int given) =>
        new(SqlState.SyntaxError, $"wrong number of parameters for prepared statement \"{name}\"")
        {
            Detail = $"Expected {expected} parameters but got {given}.",
        };

    public static EngineException ResultTypeChanged() =>
        new(SqlState.FeatureNotSupported, "cached plan must not change result type");

    public static EngineException CannotPrepare(int position) =>
        new(SqlState.InvalidPreparedStatementDefinition, "utility statements cannot be prepared") { Position = position };

    public static EngineException NotAQuery() => new(SqlState.WrongObjectType, "prepared statement is not a SELECT");
}
