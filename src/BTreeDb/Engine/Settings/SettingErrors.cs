using BTreeDb.Diagnostics;

namespace BTreeDb.Engine.Settings;

/// <summary>Errors of SET and SHOW.</summary>
internal static class SettingErrors
{
    public static EngineException Unknown(string name) =>
        new(SqlState.UndefinedObject, $"unrecognized configuration parameter \"{name}\"");

    public static EngineException CannotChange(string name) =>
        new(SqlState.CantChangeRuntimeParameter, $"parameter \"{name}\" cannot be changed");

    public static EngineException Invalid(string name, string value) =>
        new(SqlState.InvalidParameterValue, $"invalid value for parameter \"{name}\": \"{value}\"");

    public static EngineException InvalidChoice(string name, string value, string choices) =>
        new(SqlState.InvalidParameterValue, $"invalid value for parameter \"{name}\": \"{value}\"")
        {
            Hint = $"Available values: {choices}.",
        };

    public static EngineException OutOfRange(string name, long value, long min, long max) =>
        new(SqlState.InvalidParameterValue,
            $"{value} is outside the valid range for parameter \"{name}\" ({min} .. {max})");

    public static EngineException NotBoolean(string name) =>
        new(SqlState.InvalidParameterValue, $"parameter \"{name}\" requires a Boolean value");

    public static EngineException NotSupported(string name, string value) =>
        new(SqlState.FeatureNotSupported, $"value \"{value}\" of parameter \"{name}\" is not supported");

    public static EngineException TakesOneValue(string name) =>
        new(SqlState.InvalidParameterValue, $"SET {name} takes only one argument");
}
