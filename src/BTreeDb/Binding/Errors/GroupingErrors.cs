using BTreeDb.Diagnostics;

namespace BTreeDb.Binding.Errors;

/// <summary>Aggregates and grouped columns in the wrong place.</summary>
internal static class GroupingErrors
{
    public static EngineException UngroupedColumn(string column, int position) =>
        new(SqlState.GroupingError,
            $"column \"{column}\" must appear in the GROUP BY clause or be used in an aggregate function")
        {
            Position = position,
        };

    public static EngineException UngroupedOuterColumn(string column, int position) =>
        new(SqlState.GroupingError, $"subquery uses ungrouped column \"{column}\" from outer query") { Position = position };

    public static EngineException NestedAggregate(int position) =>
        new(SqlState.GroupingError, "aggregate function calls cannot be nested") { Position = position };

    public static EngineException DistinctNeedsArgumentOrder(int position) =>
        new(SqlState.InvalidColumnReference, "in an aggregate with DISTINCT, ORDER BY expressions must appear in argument list")
        {
            Position = position,
        };

    public static EngineException GroupingOfOther(int position) =>
        new(SqlState.GroupingError, "arguments to GROUPING must be grouping expressions of the associated query level")
        {
            Position = position,
        };

    public static EngineException GroupingNotAllowed(string clause, int position) =>
        new(SqlState.GroupingError, $"grouping operations are not allowed in {clause}") { Position = position };

    public static EngineException TooManyGroupingArguments(int position) =>
        new(SqlState.TooManyArguments, "GROUPING must have fewer than 32 arguments") { Position = position };

    public static EngineException CubeTooLarge(int position) =>
        new(SqlState.TooManyColumns, "CUBE is limited to 12 elements") { Position = position };

    public static EngineException TooManyGroupingSets(int position) =>
        new(SqlState.StatementTooComplex, "too many grouping sets present (maximum 4096)") { Position = position };

    /// <summary>An aggregate in a clause that has none, as <c>WHERE</c> or <c>JOIN conditions</c>.</summary>
    public static EngineException AggregateNotAllowed(string clause, int position) =>
        new(SqlState.GroupingError, $"aggregate functions are not allowed in {clause}") { Position = position };
}
