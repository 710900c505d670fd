using System.Globalization;
using BTreeDb.Planning.Physical;

namespace BTreeDb.Planning.Explain;

/// <summary>
/// A plan as a tree of named values, which the formats for programs (JSON, YAML, XML) print: under the names that
/// PostgreSQL gives them as far as the values are the same.
/// </summary>
/// <param name="Properties">The values of the node, in order; numbers bare, text to be quoted.</param>
/// <param name="Inputs">The nodes below.</param>
internal sealed record PlanOutline(IReadOnlyList<PlanProperty> Properties, IReadOnlyList<PlanOutline> Inputs)
{
    /// <summary>The outline of a statement's plan.</summary>
    public static PlanOutline Of(
        StatementPlan plan, bool withCosts, PlanMeasurements? measurements, bool withTiming, bool isVerbose)
    {
        var root = Of(plan.Body, withCosts, measurements, withTiming, isVerbose);
        if (plan.InitialPlans.IsEmpty)
            return root;
        var inputs = new List<PlanOutline>(root.Inputs);
        foreach (var initial in plan.InitialPlans)
            inputs.Add(Of(initial.Plan, withCosts, measurements, withTiming, isVerbose));
        return root with { Inputs = inputs };
    }

    private static PlanOutline Of(
        PhysicalPlan plan, bool withCosts, PlanMeasurements? measurements, bool withTiming, bool isVerbose)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var properties = new List<PlanProperty> { PlanProperty.Text("Node Type", TitleOf(plan)) };
        if (withCosts)
            AddCosts(plan.Estimate, properties);
        if (measurements?.Find(plan) is { Loops: > 0 } measured)
            AddActual(measured, withTiming, properties);
        if (isVerbose)
            properties.Add(PlanProperty.Text("Output", string.Join(", ", PlanNodeText.OutputOf(plan))));
        foreach (var detail in PlanNodeText.DetailsOf(plan))
        {
            var colon = detail.IndexOf(": ", StringComparison.Ordinal);
            if (colon > 0)
                properties.Add(PlanProperty.Text(detail[..colon], detail[(colon + 2)..]));
        }

        if (plan is FilterPlan filter)
            properties.Add(PlanProperty.Text("Filter", ExpressionText.Of(filter.Conjuncts)));
        var inputs = new List<PlanOutline>();
        foreach (var input in plan.Inputs)
            inputs.Add(Of(input, withCosts, measurements, withTiming, isVerbose));
        return new PlanOutline(properties, inputs);
    }

    private static string TitleOf(PhysicalPlan plan) => plan is FilterPlan ? "Filter" : PlanNodeText.TitleOf(plan);

    private static void AddCosts(PlanEstimate estimate, List<PlanProperty> properties)
    {
        properties.Add(PlanProperty.Number("Startup Cost", Fixed(estimate.StartupCost, "F2")));
        properties.Add(PlanProperty.Number("Total Cost", Fixed(estimate.TotalCost, "F2")));
        properties.Add(PlanProperty.Number("Plan Rows", Fixed(Math.Max(0, Math.Round(estimate.Rows)), "F0")));
    }

    private static void AddActual(PlanMeasurement measured, bool withTiming, List<PlanProperty> properties)
    {
        if (withTiming)
        {
            properties.Add(PlanProperty.Number(
                "Actual Total Time", Fixed(measured.Elapsed.TotalMilliseconds / measured.Loops, "F3")));
        }

        properties.Add(PlanProperty.Number("Actual Rows", Fixed(measured.Rows / measured.Loops, "F0")));
        properties.Add(PlanProperty.Number("Actual Loops", Fixed(measured.Loops, "F0")));
    }

    private static string Fixed(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
