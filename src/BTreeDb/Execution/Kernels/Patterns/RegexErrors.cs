using BTreeDb.Diagnostics;

namespace BTreeDb.Execution.Kernels.Patterns;

/// <summary>The errors of regular expressions. Messages are PostgreSQL's.</summary>
internal static class RegexErrors
{
    public static EngineException Invalid(string what) =>
        new(SqlState.InvalidRegularExpression, $"invalid regular expression: {what}");

    public static EngineException NoBasic() =>
        new(SqlState.FeatureNotSupported, "basic regular expressions are not supported");

    public static EngineException TooComplex() =>
        new(SqlState.InvalidRegularExpression, "regular expression failed: regular expression is too complex");

    public static EngineException InvalidOption(char letter) =>
        new(SqlState.InvalidParameterValue, $"invalid regular expression option: \"{letter}\"");

    public static EngineException NotGlobal(string function) =>
        new(SqlState.InvalidParameterValue, $"{function}() does not support the \"global\" option")
        {
            Hint = function == "regexp_match" ? "Use the regexp_matches function instead." : null,
        };

    public static EngineException InvalidParameter(string name, int value) =>
        new(SqlState.InvalidParameterValue, $"invalid value for parameter \"{name}\": {value}");

    public static EngineException OptionsStartWithDigit(string options) =>
        new(SqlState.InvalidParameterValue, $"invalid regular expression option: \"{options[0]}\"")
        {
            Hint = "If you meant to use regexp_replace() with a start parameter, cast the fourth argument to integer explicitly.",
        };

    public static EngineException TooManySeparators() =>
        new(SqlState.InvalidUseOfEscapeCharacter,
            "SQL regular expression may not contain more than two escape-double-quote separators");
}
