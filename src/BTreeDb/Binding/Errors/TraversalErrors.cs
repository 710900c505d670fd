using BTreeDb.Diagnostics;

namespace BTreeDb.Binding.Errors;

/// <summary>SEARCH and CYCLE clauses that do not fit their table. Messages are PostgreSQL's.</summary>
internal static class TraversalErrors
{
    public static EngineException NotRecursive(int position) => Wrong("WITH query is not recursive", position);

    public static EngineException LeftSide() =>
        new(SqlState.FeatureNotSupported, "with a SEARCH or CYCLE clause, the left side of the UNION must be a SELECT");

    public static EngineException RightSide() =>
        new(SqlState.SyntaxError, "with a SEARCH or CYCLE clause, the right side of the UNION must be a SELECT");

    public static EngineException NotAtTop(string table) => new(
        SqlState.FeatureNotSupported,
        $"with a SEARCH or CYCLE clause, the recursive reference to WITH query \"{table}\" must be at the top level of its right-hand SELECT");

    public static EngineException Grouped() =>
        new(SqlState.FeatureNotSupported, "GROUP BY in a recursive query with a SEARCH or CYCLE clause is not supported");

    public static EngineException NoColumn(string clause, string column, int position) =>
        Wrong($"{clause} column \"{column}\" not in WITH query column list", position);

    public static EngineException ColumnTwice(string clause, string column, int position) =>
        new(SqlState.DuplicateColumn, $"{clause} column \"{column}\" specified more than once") { Position = position };

    public static EngineException NameTaken(string role, string name, int position) =>
        Wrong($"{role} column name \"{name}\" already used in WITH query column list", position);

    public static EngineException SameName(string role, string other, int position) =>
        Wrong($"{role} column name and {other} column name are the same", position);

    private static EngineException Wrong(string message, int position) =>
        new(SqlState.SyntaxError, message) { Position = position };
}
