using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Session;

namespace BTreeDb.Engine;

/// <summary>The options of EXPLAIN.</summary>
/// <param name="IsAnalyze">Runs the statement and shows what was measured.</param>
/// <param name="WithCosts">Shows estimates.</param>
/// <param name="WithTiming">Shows measured times.</param>
internal sealed record ExplainOptions(bool IsAnalyze = false, bool WithCosts = true, bool WithTiming = true)
{
    /// <summary>Reads the options of a statement.</summary>
    public static ExplainOptions Of(ExplainStatement statement)
    {
        var options = new ExplainOptions();
        foreach (var option in statement.Options)
            options = options.With(option);
        return options;
    }

    private ExplainOptions With(StatementOption option)
    {
        var isOn = IsOn(option.Value);
        switch (option.Name.ToLowerInvariant())
        {
            case "analyze":
                return this with { IsAnalyze = isOn };
            case "costs":
                return this with { WithCosts = isOn };
            case "timing":
                return this with { WithTiming = isOn };
            case "verbose" or "summary":
                return this;
            case "format":
                CheckFormat(option);
                return this;
            case "buffers" or "wal" or "settings" or "generic_plan" or "memory" or "serialize":
                return isOn
                    ? throw SessionErrors.NotSupported($"EXPLAIN ({option.Name.ToUpperInvariant()})", option.Position)
                    : this;
            default:
                throw SessionErrors.UnknownExplainOption(option.Name, option.Position);
        }
    }

    private static void CheckFormat(StatementOption option)
    {
        var format = option.Value is StringLiteral text ? text.Value.ToLowerInvariant() : "";
        if (format is "json" or "xml" or "yaml")
            throw SessionErrors.NotSupported($"EXPLAIN (FORMAT {format.ToUpperInvariant()})", option.Position);
        if (format != "text")
            throw SessionErrors.UnknownExplainFormat(format, option.Position);
    }

    private static bool IsOn(Expression? value) => value switch
    {
        BooleanLiteral truth => truth.Value,
        StringLiteral text => text.Value.ToLowerInvariant() is not ("off" or "false" or "none"),
        IntegerLiteral number => number.Value != 0,
        _ => true,
    };
}
