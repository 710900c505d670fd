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
    private readonly bool _withProjections;
    private readonly PlanWorkers _workers;

    private PlanText(
        bool withCosts, PlanMeasurements? measurements, bool withTiming, bool isVerbose, bool withProjections, PlanWorkers workers) =>
        (_withCosts, _measurements, _withTiming, _isVerbose, _withProjections, _workers) =
        (withCosts, measurements, withTiming, isVerbose, withProjections, workers);

    /// <summary>The lines of a statement's plan, with what EXPLAIN ANALYZE measured if it did.</summary>
    public static IReadOnlyList<string> Format(
        StatementPlan plan, bool withCosts = true, PlanMeasurements? measurements = null, bool withTiming = true,
        bool isVerbose = false, bool withProjections = true, PlanWorkers? workers = null)
    {
        var text = new PlanText(withCosts, measurements, withTiming, isVerbose, withProjections, workers ?? PlanWorkers.None);
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

    private void Write(PhysicalPlan plan, int indent, bool isRoot) => Write(plan, null, null, indent, isRoot);

    /// <summary>
    /// A filter is a line of the node below it, as PostgreSQL has no filter nodes, and a projection is a part of it: the row
    /// counts, costs and columns are those of the outermost of them.
    /// </summary>
    private void Write(PhysicalPlan plan, FilterPlan? filter, ProjectPlan? projection, int indent, bool isRoot)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (plan)
        {
            case FilterPlan lower:
                Write(lower.Input, filter is null ? lower : Merge(lower, filter), projection, indent, isRoot);
                return;
            case ProjectPlan inner when !_withProjections:
                Write(inner.Input, filter, projection ?? inner, indent, isRoot);
                return;
        }

        var outermost = projection ?? filter ?? plan;
        var prefix = isRoot ? "" : new string(' ', indent) + "->  ";
        var below = isRoot ? 2 : indent + 6;
        var isParallel = _workers.Read(plan);
        _lines.Add(prefix + (isParallel ? "Parallel " : "") + PlanNodeText.TitleOf(plan) + CostOf(outermost) + ActualOf(outermost));
        if (_isVerbose && !outermost.Columns.IsEmpty)
            _lines.Add($"{new string(' ', below)}Output: {string.Join(", ", PlanNodeText.OutputOf(outermost))}");
        foreach (var detail in PlanNodeText.DetailsOf(plan))
            _lines.Add($"{new string(' ', below)}{detail.Name}: {detail.Value}");
        if (isParallel)
            _lines.Add($"{new string(' ', below)}Workers Planned: {_workers.Count}");
        if (filter is not null)
            WriteFilter(plan, filter, new string(' ', below));
        foreach (var input in plan.Inputs)
            Write(input, below, isRoot: false);
    }

    /// <summary>Two filters on each other are shown as one, measured by the upper.</summary>
    private FilterPlan Merge(FilterPlan lower, FilterPlan upper)
    {
        var merged = new FilterPlan(lower.Input, lower.Conjuncts.AddRange(upper.Conjuncts), upper.Estimate);
        if (_measurements?.Find(upper) is { } measured)
            _measurements.Of(merged).TakeFrom(measured);
        return merged;
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
                CultureInfo.InvariantCulture, $"time={measured.Startup.TotalMilliseconds / measured.Loops:F3}..{measured.Elapsed.TotalMilliseconds / measured.Loops:F3} ")
            : "";
        return $"  (actual {time}rows={measured.Rows / measured.Loops} loops={measured.Loops})";
    }

    private string CostOf(PhysicalPlan plan) => _withCosts
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"  (cost={plan.Estimate.StartupCost:F2}..{plan.Estimate.TotalCost:F2} rows={Math.Max(0, Math.Round(plan.Estimate.Rows)):F0} width={RowWidth.Of(plan)})")
        : "";
}
