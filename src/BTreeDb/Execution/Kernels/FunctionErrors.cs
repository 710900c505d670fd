using BTreeDb.Binding;
using BTreeDb.Diagnostics;

namespace BTreeDb.Execution.Kernels;

/// <summary>The errors of scalar functions. Messages are PostgreSQL's.</summary>
internal static class FunctionErrors
{
    public static EngineException InputOutOfRange() =>
        new(SqlState.NumericValueOutOfRange, "input is out of range");

    public static EngineException NegativeFactorial() =>
        new(SqlState.NumericValueOutOfRange, "factorial of a negative number is undefined");

    public static EngineException NegativeSubstringLength() =>
        new(SqlState.SubstringError, "negative substring length not allowed");

    public static EngineException ZeroFieldPosition() =>
        new(SqlState.InvalidParameterValue, "field position must not be zero");

    public static EngineException RequestedLengthTooLarge() =>
        new(SqlState.ProgramLimitExceeded, "requested length too large");

    public static EngineException NullCharacter() =>
        new(SqlState.ProgramLimitExceeded, "null character not permitted");

    public static EngineException NegativeCharacter() =>
        new(SqlState.InvalidParameterValue, "character number must be positive");

    public static EngineException CharacterTooLarge(int character) =>
        new(SqlState.ProgramLimitExceeded, $"requested character too large for encoding: {character}");

    public static EngineException InvalidCharacter(int character) =>
        new(SqlState.ProgramLimitExceeded, $"requested character not valid for encoding: {character}");

    public static EngineException EscapeAtPatternEnd() =>
        new(SqlState.InvalidEscapeSequence, "LIKE pattern must not end with escape character");

    public static EngineException InvalidEscape() =>
        new(SqlState.InvalidEscapeSequence, "invalid escape string")
        {
            Hint = "Escape string must be empty or one character.",
        };

    public static EngineException UnitNotRecognized(string unit, string typeName) =>
        new(SqlState.InvalidParameterValue, $"unit \"{unit}\" not recognized for type {typeName}");

    public static EngineException UnitNotSupported(string unit, string typeName) =>
        new(SqlState.FeatureNotSupported, $"unit \"{unit}\" not supported for type {typeName}");

    public static EngineException DateFieldOutOfRange(int year, int month, int day) =>
        new(SqlState.DatetimeFieldOverflow, $"date field value out of range: {year}-{month:00}-{day:00}");

    public static EngineException InfiniteDifference() =>
        new(SqlState.DatetimeFieldOverflow, "cannot subtract infinite dates");

    public static EngineException NoKernel(FunctionId function, string types) =>
        new(SqlState.FeatureNotSupported, $"function {function} is not supported for {types}");
}
