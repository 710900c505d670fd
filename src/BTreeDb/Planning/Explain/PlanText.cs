using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Planning.Logical;
using BTreeDb.Planning.Physical;

namespace BTreeDb.Planning.Explain;

/// <summary>
/// Prints physical plans as PostgreSQL's EXPLAIN does: a node a line, arrows, costs, and conditions below.
/// </summary>
internal sealed class PlanText
{
    private readonly List<string> _lines = [];
    private readonly bool _withCosts;
    private readonly bool _withTiming;
    private readonly PlanMeasurements? _measurements;

    private readonly bool _isVerbose;

    private PlanText(bool withCosts, PlanMeasurements? measurements, bool withTiming, bool isVerbose) =>
        (_withCosts, _measurements, _withTiming, _isVerbose) = (withCosts, measurements, withTiming, isVerbose);

    /// <summary>The lines of a statement's plan, with what EXPLAIN ANALYZE measured if it did.</summary>
    public static IReadOnlyList<string> Format(
        StatementPlan plan, bool withCosts = true, PlanMeasurements? measurements = null, bool withTiming = true,
        bool isVerbose = false)
    {
        var text = new PlanText(withCosts, measurements, withTiming, isVerbose);
        text.Write(plan.Body, 0, isRoot: true);
        foreach (var table in plan.CommonTables)
        {
            text._lines.Add($"  CTE {table.Table.Name}");
            text.Write(table.Plan, 4, isRoot: false);
        }

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
            WriteMerged(lower, filter!, indent, isRoot);
            return;
        }
        var prefix = isRoot ? "" : new string(' ', indent) + "->  ";
        var below = isRoot ? 2 : indent + 6;
        _lines.Add(prefix + PlanNodeText.TitleOf(plan) + CostOf((filter ?? plan).Estimate) + ActualOf(filter ?? plan));
        if (_isVerbose && !plan.Columns.IsEmpty)
            _lines.Add($"{new string(' ', below)}Output: {string.Join(", ", PlanNodeText.OutputOf(plan))}");
        foreach (var detail in PlanNodeText.DetailsOf(plan))
            _lines.Add(new string(' ', below) + detail);
        if (filter is not null)
            WriteFilter(plan, filter, new string(' ', below));
        foreach (var input in plan.Inputs)
            Write(input, below, isRoot: false);
    }

    /// <summary>Two filters on each other are shown as one, measured by the upper.</summary>
    private void WriteMerged(FilterPlan lower, FilterPlan upper, int indent, bool isRoot)
    {
        var merged = new FilterPlan(lower.Input, lower.Conjuncts.AddRange(upper.Conjuncts), upper.Estimate);
        if (_measurements?.Find(upper) is { } measured)
            _measurements.Of(merged).TakeFrom(measured);
        Write(lower.Input, merged, indent, isRoot);
    }

    private void WriteFilter(PhysicalPlan plan, FilterPlan filter, string indent)
    {
        _lines.Add(indent + "Filter: " + ExpressionText.Of(filter.Conjuncts));
        var before = _measurements?.Find(plan);
        if (before is { Loops: > 0 } && _measurements!.Find(filter) is { } after && before.Rows > after.Rows)
            _lines.Add($"{indent}Rows Removed by Filter: {(before.Rows - after.Rows) / before.Loops}");
    }

    private string ActualOf(PhysicalPlan plan)
    {
        if (_measurements is null)
            return "";
        if (_measurements.Find(plan) is not { Loops: > 0 } measured)
            return plan is TableAccessPlan ? "" : "  (never executed)";
        var time = _withTiming
            ? string.Create(
                CultureInfo.InvariantCulture, $"time={measured.Elapsed.TotalMilliseconds / measured.Loops:F3} ")
            : "";
        return $"  (actual {time}rows={measured.Rows / measured.Loops} loops={measured.Loops})";
    }

    private string CostOf(PlanEstimate estimate) => _withCosts
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"  (cost={estimate.StartupCost:F2}..{estimate.TotalCost:F2} rows={Math.Max(0, Math.Round(estimate.Rows)):F0})")
        : "";
}
