using BTreeDb.Diagnostics;

namespace BTreeDb.Execution.Windows;

/// <summary>The errors of window functions at run time.</summary>
internal static class WindowExecutionErrors
{
    public static EngineException OffsetIsNull(bool isStart) => new(
        SqlState.NullValueNotAllowed, $"frame {(isStart ? "starting" : "ending")} offset must not be null");

    public static EngineException OffsetIsNegative(bool isStart) => new(
        SqlState.InvalidPrecedingOrFollowingSize, $"frame {(isStart ? "starting" : "ending")} offset must not be negative");

    public static EngineException InvalidSize() => new(
        SqlState.InvalidPrecedingOrFollowingSize, "invalid preceding or following size in window function");

    public static EngineException NtileNotPositive() => new(
        SqlState.InvalidArgumentForNtile, "argument of ntile must be greater than zero");

    public static EngineException NthValueNotPositive() => new(
        SqlState.InvalidArgumentForNthValue, "argument of nth_value must be greater than zero");
}
