using BTreeDb.Diagnostics;

namespace BTreeDb.Binding.Errors;

/// <summary>TABLESAMPLE clauses that do not make sense.</summary>
internal static class SampleErrors
{
    public static EngineException UndefinedMethod(string name, int position) =>
        new(SqlState.UndefinedObject, $"tablesample method {name} does not exist") { Position = position };

    public static EngineException ArgumentCount(string name, int count, int position) =>
        new(SqlState.InvalidTablesampleArgument, $"tablesample method {name} requires 1 argument, not {count}")
        {
            Position = position,
        };

    public static EngineException NotATable(int position) =>
        new(SqlState.FeatureNotSupported, "TABLESAMPLE clause can only be applied to tables and materialized views")
        {
            Position = position,
        };
}
