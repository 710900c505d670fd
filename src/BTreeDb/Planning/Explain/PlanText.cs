using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Planning.Logical;
using BTreeDb.Planning.Physical;

namespace BTreeDb.Planning.Explain;

/// <summary>Prints physical plans as PostgreSQL's EXPLAIN does: a node a line, arrows, costs, and conditions below.</summary>
internal sealed class PlanText
{
    private readonly List<string> _lines = [];
    private readonly bool _withCosts;

    private PlanText(bool withCosts) => _withCosts = withCosts;

    /// <summary>The lines of a statement's plan.</summary>
    public static IReadOnlyList<string> Format(StatementPlan plan, bool withCosts = true)
    {
        var text = new PlanText(withCosts);
        text.Write(plan.Body, 0, isRoot: true);
        for (var i = 0; i < plan.InitialPlans.Length; i++)
            text.WriteInitial(plan.InitialPlans[i], i + 1);
        return text._lines;
    }

    private void WriteInitial(InitialPlanStep step, int number)
    {
        _lines.Add($"  InitPlan {number} (returns {step.Output.Name})");
        Write(step.Plan, 4, isRoot: false);
    }

    private void Write(PhysicalPlan plan, int indent, bool isRoot)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        if (plan is FilterPlan filter)
        {
            Write(filter.Input, filter, indent, isRoot);
            return;
        }
        Write(plan, null, indent, isRoot);
    }

    /// <summary>A filter is a line of the node below it, as PostgreSQL has no filter nodes.</summary>
    private void Write(PhysicalPlan plan, FilterPlan? filter, int indent, bool isRoot)
    {
        if (plan is FilterPlan lower)
        {
            var conjuncts = lower.Conjuncts.AddRange(filter!.Conjuncts);
            Write(lower.Input, new FilterPlan(lower.Input, conjuncts, filter.Estimate), indent, isRoot);
            return;
        }
        var prefix = isRoot ? "" : new string(' ', indent) + "->  ";
        var below = isRoot ? 2 : indent + 6;
        _lines.Add(prefix + PlanNodeText.TitleOf(plan) + CostOf((filter ?? plan).Estimate));
        foreach (var detail in PlanNodeText.DetailsOf(plan))
            _lines.Add(new string(' ', below) + detail);
        if (filter is not null)
            _lines.Add(new string(' ', below) + "Filter: " + ExpressionText.Of(filter.Conjuncts));
        foreach (var input in plan.Inputs)
            Write(input, below, isRoot: false);
    }

    private string CostOf(PlanEstimate estimate) => _withCosts
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"  (cost={estimate.StartupCost:F2}..{estimate.TotalCost:F2} rows={Math.Max(0, Math.Round(estimate.Rows)):F0})")
        : "";
}
