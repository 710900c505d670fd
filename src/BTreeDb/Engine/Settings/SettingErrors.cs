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

    public static EngineException UnknownWord(string name, string value, string word) =>
        Conflicting(name, value, $"Unrecognized key word: \"{word}\".");

    public static EngineException Conflicting(string name, string value, string detail) =>
        new(SqlState.InvalidParameterValue, $"invalid value for parameter \"{name}\": \"{value}\"") { Detail = detail };

    public static EngineException OutOfRange(string name, string value, string min, string max) =>
        new(SqlState.InvalidParameterValue,
            $"{value} is outside the valid range for parameter \"{name}\" ({min} .. {max})");

    public static EngineException NotAChoice(string name, string value, string[] choices) =>
        new(SqlState.InvalidParameterValue, $"invalid value for parameter \"{name}\": \"{value}\"")
        {
            Hint = $"Available values: {string.Join(", ", choices)}.",
        };

    public static EngineException NameIsNull() =>
        new(SqlState.NullValueNotAllowed, "SET requires parameter name");

    public static EngineException InvalidName(string name) =>
        new(SqlState.InvalidName, $"invalid configuration parameter name \"{name}\"")
        {
            Detail = "Custom parameter names must be two or more simple identifiers separated by dots.",
        };

    public static EngineException RoleMissing(string role) =>
        new(SqlState.InvalidParameterValue, $"role \"{role}\" does not exist");

    public static EngineException NotBoolean(string name) =>
        new(SqlState.InvalidParameterValue, $"parameter \"{name}\" requires a Boolean value");

    public static EngineException NotSupported(string name, string value) =>
        new(SqlState.FeatureNotSupported, $"value \"{value}\" of parameter \"{name}\" is not supported");

    public static EngineException TakesOneValue(string name) =>
        new(SqlState.InvalidParameterValue, $"SET {name} takes only one argument");
}
