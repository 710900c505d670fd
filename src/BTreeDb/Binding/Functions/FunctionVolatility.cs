using BTreeDb.Binding.Expressions;
using BTreeDb.Catalog;
using BTreeDb.Types;

namespace BTreeDb.Binding.Functions;

/// <summary>What functions depend on besides their arguments.</summary>
internal static class FunctionVolatility
{
    /// <summary>Whether two calls of what an expression calls may differ, or do something.</summary>
    public static bool IsVolatile(BoundCall call) =>
        call.Routine is { } routine ? routine.Volatility == RoutineVolatility.Volatile : IsVolatile(call.Function);

    /// <summary>Whether two calls within one statement may differ, or do something.</summary>
    public static bool IsVolatile(FunctionId function) =>
        function is FunctionId.Random or FunctionId.TimeOfDay or FunctionId.SetSeed or FunctionId.GenRandomUuid or FunctionId.Sleep
            or FunctionId.ClockTimestamp or (>= FunctionId.AdvisoryLock and <= FunctionId.SequenceIsCalled) or FunctionId.SetConfig or FunctionId.CancelBackend
            or FunctionId.BlockingPids or (>= FunctionId.RelationSize and <= FunctionId.TransactionIdIfAssigned);

    /// <summary>Whether two statements may see different results, though one statement does not.</summary>
    public static bool IsStable(BoundCall call) => call.Routine is { } routine
        ? routine.Volatility == RoutineVolatility.Stable
        : IsStable(call.Function) || (AsksTimeZone(call.Function) && IsZoned(call));

    private static bool IsStable(FunctionId function) =>
        function is FunctionId.Now or FunctionId.CurrentDate or FunctionId.LocalTime or FunctionId.LocalTimestamp
            or FunctionId.CurrentDatabase or FunctionId.CurrentSchema or FunctionId.CurrentUser or FunctionId.Version
            or FunctionId.StatementTimestamp or FunctionId.CurrentTime or FunctionId.Age or FunctionId.MakeTimestampTz
            or FunctionId.TimestampToChar or FunctionId.ToTimestamp or FunctionId.AtZone or FunctionId.Overlaps
            or FunctionId.Format or FunctionId.ToJson or FunctionId.ArrayToJson or FunctionId.JsonBuildObject
            or FunctionId.JsonBuildArray or FunctionId.RowToJson or FunctionId.ConcatAll or FunctionId.ConcatWs
            or (>= FunctionId.CurrentSetting and <= FunctionId.ToRegNamespace)
            or (>= FunctionId.GetFunctionDefinition and <= FunctionId.GetFunctionResult);

    /// <summary>Functions that ask the session's time zone about times with one, and only about those.</summary>
    private static bool AsksTimeZone(FunctionId function) =>
        function is FunctionId.IntervalAdd or FunctionId.IntervalSubtract or FunctionId.Extract or FunctionId.DateTrunc;

    private static bool IsZoned(BoundCall call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Type.Id is TypeId.TimestampTz or TypeId.TimeTz)
                return true;
        }
        return call.Type.Id is TypeId.TimestampTz or TypeId.TimeTz;
    }
}
