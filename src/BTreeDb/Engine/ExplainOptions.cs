using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Session;

namespace BTreeDb.Engine;

/// <summary>The options of EXPLAIN.</summary>
/// <param name="IsAnalyze">Runs the statement and shows what was measured.</param>
/// <param name="IsVerbose">Shows the columns of each node.</param>
/// <param name="WithCosts">Shows estimates.</param>
/// <param name="WithTiming">Shows measured times; null where nothing was said.</param>
/// <param name="WithSummary">Shows the times of planning and execution; null where nothing was said.</param>
/// <param name="WithSettings">Shows the settings that are not as they are by default.</param>
/// <param name="Format">The form of the answer.</param>
internal sealed record ExplainOptions(
    bool IsAnalyze = false, bool IsVerbose = false, bool WithCosts = true, bool? WithTiming = null,
    bool? WithSummary = null, bool WithSettings = false, ExplainFormat Format = ExplainFormat.Text)
{
    /// <summary>Reads the options of a statement.</summary>
    public static ExplainOptions Of(ExplainStatement statement)
    {
        var options = new ExplainOptions();
        foreach (var option in statement.Options)
            options = options.With(option);
        if (options is { WithTiming: true, IsAnalyze: false })
            throw SessionErrors.ExplainNeedsAnalyze("TIMING");
        return options;
    }

    private ExplainOptions With(StatementOption option)
    {
        switch (option.Name.ToLowerInvariant())
        {
            case "analyze":
                return this with { IsAnalyze = IsOn(option) };
            case "verbose":
                return this with { IsVerbose = IsOn(option) };
            case "costs":
                return this with { WithCosts = IsOn(option) };
            case "timing":
                return this with { WithTiming = IsOn(option) };
            case "summary":
                return this with { WithSummary = IsOn(option) };
            case "settings":
                return this with { WithSettings = IsOn(option) };
            case "format":
                return this with { Format = FormatOf(option) };
            case "buffers" or "wal":
                return IsOn(option)
                    ? throw SessionErrors.NotSupported($"EXPLAIN ({option.Name.ToUpperInvariant()})", option.Position)
                    : this;
            default:
                throw SessionErrors.UnknownExplainOption(option.Name, option.Position);
        }
    }

    private static ExplainFormat FormatOf(StatementOption option)
    {
        var format = option.Value is StringLiteral text ? text.Value : "";
        return format.ToLowerInvariant() switch
        {
            "text" => ExplainFormat.Text,
            "json" => ExplainFormat.Json,
            "yaml" => ExplainFormat.Yaml,
            "xml" => ExplainFormat.Xml,
            _ => throw SessionErrors.UnknownExplainFormat(format, option.Position),
        };
    }

    private static bool IsOn(StatementOption option) => option.Value switch
    {
        null => true,
        BooleanLiteral truth => truth.Value,
        IntegerLiteral { Value: 0 } => false,
        IntegerLiteral { Value: 1 } => true,
        StringLiteral text when text.Value.ToLowerInvariant() is "true" or "on" => true,
        StringLiteral text when text.Value.ToLowerInvariant() is "false" or "off" => false,
        _ => throw SessionErrors.OptionIsNoBoolean(option.Name, option.Position),
    };
}
