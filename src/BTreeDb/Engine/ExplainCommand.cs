using BTreeDb.Engine.Plans;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Session;
using BTreeDb.Planning.Explain;

namespace BTreeDb.Engine;

/// <summary>EXPLAIN.</summary>
internal static class ExplainCommand
{
    /// <summary>The lines of a plan's text.</summary>
    public static IEnumerable<string> Run(ExplainStatement statement, CachedPlan plan)
    {
        var withCosts = true;
        foreach (var option in statement.Options)
        {
            var isOn = IsOn(option.Value);
            switch (option.Name.ToLowerInvariant())
            {
                case "costs":
                    withCosts = isOn;
                    break;
                case "verbose" or "summary":
                    break;
                case "format" when option.Value is StringLiteral { Value: var format }
                    && format.Equals("text", StringComparison.OrdinalIgnoreCase):
                    break;
                default:
                    if (isOn)
                        throw SessionErrors.NotSupported($"EXPLAIN ({option.Name.ToUpperInvariant()})", option.Position);
                    break;
            }
        }

        return PlanText.Format(plan.Plan, withCosts);
    }

    private static bool IsOn(Expression? value) => value switch
    {
        BooleanLiteral truth => truth.Value,
        StringLiteral text => text.Value.ToLowerInvariant() is not ("off" or "false" or "none"),
        IntegerLiteral number => number.Value != 0,
        _ => true,
    };
}
