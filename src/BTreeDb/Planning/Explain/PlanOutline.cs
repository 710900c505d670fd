using System.Globalization;
using BTreeDb.Planning.Physical;

namespace BTreeDb.Planning.Explain;

/// <summary>
/// A plan as a tree of named values, which the formats for programs (JSON, YAML, XML) print: under the names and in the order
/// that PostgreSQL has them as far as the values are the same.
/// </summary>
/// <param name="Properties">The values of the node, in order.</param>
/// <param name="Inputs">The nodes below.</param>
internal sealed record PlanOutline(IReadOnlyList<PlanProperty> Properties, IReadOnlyList<PlanOutline> Inputs)
{
    /// <summary>The outline of a statement's plan.</summary>
    public static PlanOutline Of(
        StatementPlan plan, bool withCosts, PlanMeasurements? measurements, bool withTiming, bool isVerbose, PlanWorkers workers)
    {
        var builder = new Builder(withCosts, measurements, withTiming, isVerbose, workers);
        var root = builder.Of(plan.Body, null, null, null, null);
        var inputs = new List<PlanOutline>();
        foreach (var table in plan.CommonTables)
            inputs.Add(builder.Of(table.Plan, null, null, "InitPlan", $"CTE {table.Table.Name}"));
        for (var i = 0; i < plan.InitialPlans.Length; i++)
        {
            var step = plan.InitialPlans[i];
            inputs.Add(builder.Of(step.Plan, null, null, "InitPlan", $"InitPlan {i + 1} (returns {step.Output.Name})"));
        }

        return inputs.Count == 0 ? root : root with { Inputs = [.. inputs, .. root.Inputs] };
    }

    private readonly struct Builder(
        bool withCosts, PlanMeasurements? measurements, bool withTiming, bool isVerbose, PlanWorkers workers)
    {
        /// <summary>A node; filters and projections above it are parts of it, as PostgreSQL has no nodes for them.</summary>
        public PlanOutline Of(PhysicalPlan plan, FilterPlan? filter, ProjectPlan? projection, string? relationship, string? subplan)
        {
            System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
            if (plan is FilterPlan lower)
            {
                var merged = filter is null
                    ? lower
                    : new FilterPlan(lower.Input, lower.Conjuncts.AddRange(filter.Conjuncts), filter.Estimate);
                if (filter is not null && measurements?.Find(filter) is { } upper)
                    measurements.Of(merged).TakeFrom(upper);
                return Of(lower.Input, merged, projection, relationship, subplan);
            }

            if (plan is ProjectPlan inner)
                return Of(inner.Input, filter, projection ?? inner, relationship, subplan);

            var properties = new List<PlanProperty>();
            PlanIdentity.AddKind(plan, properties);
            if (relationship is not null)
                properties.Add(PlanProperty.Text("Parent Relationship", relationship));
            if (subplan is not null)
                properties.Add(PlanProperty.Text("Subplan Name", subplan));
            properties.Add(PlanProperty.Truth("Parallel Aware", workers.Read(plan)));
            properties.Add(PlanProperty.Truth("Async Capable", false));
            PlanIdentity.AddTarget(plan, properties);
            var outermost = projection ?? filter ?? plan;
            if (withCosts)
                AddCosts(outermost, properties);
            if (measurements is not null && (measurements.Find(outermost) is { Loops: > 0 } || outermost is not TableAccessPlan))
                AddActual(measurements.Find(outermost) ?? new PlanMeasurement(), properties);
            if (isVerbose)
                properties.Add(PlanProperty.List("Output", [.. PlanNodeText.OutputOf(outermost)]));
            foreach (var detail in PlanNodeText.DetailsOf(plan))
            {
                if (!(isVerbose && detail.Name == "Output"))
                    properties.Add(detail);
            }

            if (workers.Read(plan))
                properties.Add(PlanProperty.Number("Workers Planned", Fixed(workers.Count, "F0")));
            if (filter is not null)
                AddFilter(plan, filter, properties);
            var inputs = new List<PlanOutline>();
            for (var i = 0; i < plan.Inputs.Length; i++)
                inputs.Add(Of(plan.Inputs[i], null, null, PlanIdentity.RelationshipOf(plan, i), null));
            return new PlanOutline(properties, inputs);
        }

        private static void AddCosts(PhysicalPlan plan, List<PlanProperty> properties)
        {
            properties.Add(PlanProperty.Number("Startup Cost", Fixed(plan.Estimate.StartupCost, "F2")));
            properties.Add(PlanProperty.Number("Total Cost", Fixed(plan.Estimate.TotalCost, "F2")));
            properties.Add(PlanProperty.Number("Plan Rows", Fixed(Math.Max(0, Math.Round(plan.Estimate.Rows)), "F0")));
            properties.Add(PlanProperty.Number("Plan Width", Fixed(RowWidth.Of(plan), "F0")));
        }

        private void AddActual(PlanMeasurement measured, List<PlanProperty> properties)
        {
            var loops = Math.Max(measured.Loops, 1);
            if (withTiming)
            {
                properties.Add(PlanProperty.Number("Actual Startup Time", Fixed(measured.Startup.TotalMilliseconds / loops, "F3")));
                properties.Add(PlanProperty.Number("Actual Total Time", Fixed(measured.Elapsed.TotalMilliseconds / loops, "F3")));
            }

            properties.Add(PlanProperty.Number("Actual Rows", Fixed(measured.Rows / loops, "F0")));
            properties.Add(PlanProperty.Number("Actual Loops", Fixed(measured.Loops, "F0")));
        }

        private void AddFilter(PhysicalPlan plan, FilterPlan filter, List<PlanProperty> properties)
        {
            properties.Add(PlanProperty.Text("Filter", ExpressionText.Of(filter.Conjuncts)));
            if (measurements?.Find(plan) is { Loops: > 0 } before && measurements.Find(filter) is { } after)
                properties.Add(PlanProperty.Number("Rows Removed by Filter", Fixed((before.Rows - after.Rows) / before.Loops, "F0")));
        }

        private static string Fixed(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
    }
}
