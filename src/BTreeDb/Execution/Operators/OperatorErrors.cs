using System.Diagnostics.CodeAnalysis;
using BTreeDb.Diagnostics;

namespace BTreeDb.Execution.Operators;

/// <summary>The errors that operators raise.</summary>
internal static class OperatorErrors
{
    /// <summary>A scalar subquery with more than one row.</summary>
    public static EngineException SubqueryYieldsManyRows() => new(
        SqlState.CardinalityViolation, "more than one row returned by a subquery used as an expression");

    /// <summary>A negative LIMIT.</summary>
    public static EngineException NegativeLimit() => new(
        SqlState.InvalidRowCountInLimitClause, "LIMIT must not be negative");

    /// <summary>A NULL limit WITH TIES.</summary>
    public static EngineException NullLimitWithTies() => new(
        SqlState.InvalidRowCountInLimitClause, "row count cannot be null in FETCH FIRST ... WITH TIES clause");

    /// <summary>TABLESAMPLE of NULL percent.</summary>
    public static EngineException NullSample() => new(
        SqlState.InvalidTablesampleArgument, "TABLESAMPLE parameter cannot be null");

    /// <summary>TABLESAMPLE of more or less than all.</summary>
    public static EngineException SampleOutOfRange() => new(
        SqlState.InvalidTablesampleArgument, "sample percentage must be between 0 and 100");

    /// <summary>REPEATABLE with NULL.</summary>
    public static EngineException NullSampleSeed() => new(
        SqlState.InvalidTablesampleRepeat, "TABLESAMPLE REPEATABLE parameter cannot be null");

    /// <summary>A negative OFFSET.</summary>
    public static EngineException NegativeOffset() => new(
        SqlState.InvalidRowCountInResultOffsetClause, "OFFSET must not be negative");

    /// <summary>generate_series with a step of zero.</summary>
    public static EngineException ZeroStep() => new(SqlState.InvalidParameterValue, "step size cannot equal zero");

    /// <summary>generate_series with a bound or step that is NaN or infinite.</summary>
    public static EngineException SeriesNotFinite(string what, string value) => new(
        SqlState.InvalidParameterValue, $"{what} cannot be {value}");

    /// <summary>A row that a CHECK constraint rejects.</summary>
    public static EngineException CheckViolated(string table, string schema, string constraint, string detail) => new(
        SqlState.CheckViolation, $"new row for relation \"{table}\" violates check constraint \"{constraint}\"")
    {
        Detail = detail,
        SchemaName = schema,
        TableName = table,
        ConstraintName = constraint,
    };

    /// <summary>ON CONFLICT DO UPDATE comes to a row that the same statement has written.</summary>
    public static EngineException ConflictRowTwice(string table) => new(
        SqlState.CardinalityViolation, "ON CONFLICT DO UPDATE command cannot affect row a second time")
    {
        Hint = "Ensure that no rows proposed for insertion within the same command have duplicate constrained values.",
        TableName = table,
    };

    /// <summary>MERGE comes to a target row that the same statement has updated or deleted.</summary>
    public static EngineException MergeRowTwice(string table) => new(
        SqlState.CardinalityViolation, "MERGE command cannot affect row a second time")
    {
        Hint = "Ensure that not more than one source row matches any one target row.",
        TableName = table,
    };

    /// <summary>A row that would not be seen through the view that it is written through.</summary>
    public static EngineException ViewCheckViolated(string view, string detail) => new(
        SqlState.WithCheckOptionViolation, $"new row violates check option for view \"{view}\"")
    {
        Detail = detail,
    };

    /// <summary>More rows than an operator can number.</summary>
    public static EngineException TooManyRows() => new(
        SqlState.ProgramLimitExceeded, "too many rows for one hash table or sort");

    /// <summary>The statement was cancelled.</summary>
    [DoesNotReturn]
    public static void ThrowCanceled() =>
        throw new EngineException(SqlState.QueryCanceled, "canceling statement due to user request");
}
