using BTreeDb.Diagnostics;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>The errors of mathematical functions. Messages are PostgreSQL's.</summary>
internal static class MathErrors
{
    public static EngineException BucketCount() =>
        new(SqlState.InvalidArgumentForWidthBucket, "count must be greater than zero");

    public static EngineException BucketNaN() =>
        new(SqlState.InvalidArgumentForWidthBucket, "operand, lower bound, and upper bound cannot be NaN");

    public static EngineException BucketInfinite() =>
        new(SqlState.InvalidArgumentForWidthBucket, "lower and upper bounds must be finite");

    public static EngineException BucketEmpty() =>
        new(SqlState.InvalidArgumentForWidthBucket, "lower bound cannot equal upper bound");

    public static EngineException ThresholdDimensions() =>
        new(SqlState.ArraySubscriptError, "thresholds must be one-dimensional array");

    public static EngineException ThresholdNull() =>
        new(SqlState.NullValueNotAllowed, "thresholds array must not contain NULLs");

    public static EngineException Seed(string seed) =>
        new(SqlState.InvalidParameterValue, $"setseed parameter {seed} is out of allowed range [-1,1]");
}
