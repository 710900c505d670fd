using BTreeDb.Diagnostics;

namespace BTreeDb.Binding.Errors;

/// <summary>Clauses of a query that do not make sense.</summary>
internal static class QueryErrors
{
    public static EngineException StarWithoutTables(int position) =>
        Syntax("SELECT * with no tables specified is not valid", position);

    public static EngineException MisplacedStar(int position) =>
        Syntax("row expansion via \"*\" is not supported here", position);

    public static EngineException MisplacedDefault(int position) =>
        Syntax("DEFAULT is not allowed in this context", position);

    public static EngineException PositionNotInSelectList(string clause, long ordinal, int position) =>
        new(SqlState.InvalidColumnReference, $"{clause} position {ordinal} is not in select list") { Position = position };

    public static EngineException NonIntegerConstant(string clause, int position) =>
        Syntax($"non-integer constant in {clause}", position);

    public static EngineException AmbiguousOutputName(string clause, string name, int position) =>
        new(SqlState.AmbiguousColumn, $"{clause} \"{name}\" is ambiguous") { Position = position };

    public static EngineException DistinctNeedsSelectedSortKeys(int position) =>
        new(SqlState.InvalidColumnReference, "for SELECT DISTINCT, ORDER BY expressions must appear in select list")
        {
            Position = position,
        };

    public static EngineException DistinctOnNeedsFirstSortKeys(int position) =>
        new(SqlState.InvalidColumnReference, "SELECT DISTINCT ON expressions must match initial ORDER BY expressions")
        {
            Position = position,
        };

    public static EngineException TiesNeedOrder(int position) =>
        Syntax("WITH TIES cannot be specified without ORDER BY clause", position);

    public static EngineException SetOperationSortKey(int position) =>
        new(SqlState.FeatureNotSupported, "invalid UNION/INTERSECT/EXCEPT ORDER BY clause")
        {
            Position = position,
            Detail = "Only result column names can be used, not expressions or functions.",
            Hint = "Add the expression/function to every SELECT, or move the UNION into a FROM clause.",
        };

    public static EngineException SetOperationWidths(string operation, int position) =>
        Syntax($"each {operation} query must have the same number of columns", position);

    public static EngineException ValuesWidths(int position) =>
        Syntax("VALUES lists must all be the same length", position);

    public static EngineException SubqueryColumns(int position) =>
        Syntax("subquery must return only one column", position);

    public static EngineException SubqueryTooManyColumns(int position) =>
        Syntax("subquery has too many columns", position);

    public static EngineException SubqueryTooFewColumns(int position) =>
        Syntax("subquery has too few columns", position);

    public static EngineException UnequalRows(int position) =>
        Syntax("unequal number of entries in row expressions", position);

    public static EngineException ZeroLengthRows(int position) =>
        new(SqlState.FeatureNotSupported, "cannot compare rows of zero length") { Position = position };

    public static EngineException ContainsVariables(string clause, int position) =>
        new(SqlState.InvalidColumnReference, $"argument of {clause} must not contain variables") { Position = position };

    public static EngineException MultipleClauses(string clause, int position) =>
        Syntax($"multiple {clause} clauses not allowed", position);

    public static EngineException MissingUsingColumn(string column, string side, int position) =>
        new(SqlState.UndefinedColumn, $"column \"{column}\" specified in USING clause does not exist in {side} table")
        {
            Position = position,
        };

    public static EngineException RepeatedUsingColumn(string column, int position) =>
        new(SqlState.DuplicateColumn, $"column name \"{column}\" appears more than once in USING clause")
        {
            Position = position,
        };

    public static EngineException CommonColumnTwice(string column, string side, int position) =>
        new(SqlState.AmbiguousColumn, $"common column name \"{column}\" appears more than once in {side} table")
        {
            Position = position,
        };

    /// <summary>A subquery or column in an expression that may not have one, as <c>DEFAULT expression</c>.</summary>
    public static EngineException CannotUse(string what, string place, int position) =>
        new(SqlState.FeatureNotSupported, $"cannot use {what} in {place}") { Position = position };

    private static EngineException Syntax(string message, int position) =>
        new(SqlState.SyntaxError, message) { Position = position };

    public static EngineException NotPopulated(string view) =>
        new(SqlState.ObjectNotInPrerequisiteState, $"materialized view \"{view}\" has not been populated")
        {
            Hint = "Use the REFRESH MATERIALIZED VIEW command.",
        };

    public static EngineException IntoNotAllowed(int position) =>
        new(SqlState.SyntaxError, "SELECT ... INTO is not allowed here") { Position = position };

    public static EngineException ViewReadsItself(string view) =>
        new(SqlState.InvalidObjectDefinition, $"infinite recursion detected in rules for relation \"{view}\"");

    public static EngineException MergeInWith(int position) => Unsupported("MERGE not supported in WITH query", position);

    public static EngineException ChangeBelowTopLevel(int position) =>
        Unsupported("WITH clause containing a data-modifying statement must be at the top level", position);

    public static EngineException NothingReturned(string table, int position) =>
        Unsupported($"WITH query \"{table}\" does not have a RETURNING clause", position);

    private static EngineException Unsupported(string message, int position) =>
        new(SqlState.FeatureNotSupported, message) { Position = position };
}
