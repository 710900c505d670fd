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

    /// <summary>An aggregate in a clause that has none, as <c>WHERE</c> or <c>JOIN conditions</c>.</summary>
    public static EngineException AggregateNotAllowed(string clause, int position) =>
        new(SqlState.GroupingError, $"aggregate functions are not allowed in {clause}") { Position = position };
}
