using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Queries;
using BTreeDb.Catalog;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Rewrites;

/// <summary>
/// Keeps the parts of a statement from seeing what the statement itself writes. A transaction sees its own writes at once, so
/// whatever reads a written table has to do so before the first write: changes that need nothing of other changes read their
/// input first, and of all other parts the largest subtrees that depend on no change are computed first, as common tables.
/// A table that only one change writes needs nothing below that change, which reads its input before it writes.
/// </summary>
internal sealed class SnapshotReads
{
    private readonly Dictionary<ObjectId, int> _writers = [];
    private readonly Dictionary<ColumnId, InitialPlan> _initialPlans = [];
    private readonly Dictionary<SharedTable, bool> _dependent = new(ReferenceEqualityComparer.Instance);
    private readonly List<SharedTable> _tables = [];
    private readonly bool _isConcurrent;

    /// <summary>Prepares the rewrite of a statement's parts.</summary>
    public SnapshotReads(
        LogicalOperator body, IReadOnlyList<InitialPlan> initialPlans, IReadOnlyList<SharedTable> commonTables)
    {
        CountWriter(body);
        foreach (var table in commonTables)
        {
            _isConcurrent |= table.IsChange;
            CountWriter(table.Plan);
        }

        foreach (var initial in initialPlans)
            _initialPlans.Add(initial.Output.Id, initial);
    }

    /// <summary>Whether the statement writes anything at all.</summary>
    public bool AreNeeded => _writers.Count > 0;

    /// <summary>Whether several parts of the statement may write or read what another one writes.</summary>
    public bool IsConcurrent => _isConcurrent;

    /// <summary>The common tables with those that were added, each after those that it needs.</summary>
    public IReadOnlyList<SharedTable> Tables => _tables;

    /// <summary>Rewrites the common tables.</summary>
    public void Rewrite(IReadOnlyList<SharedTable> commonTables)
    {
        foreach (var table in commonTables)
        {
            if (_isConcurrent)
            {
                table.IsEager = !DependsOnChange(table.IsChange ? table.Plan.Inputs[0] : table.Plan)
                    && (table.IsChange || Reads(table.Plan, null));
                if (!table.IsEager)
                    table.Plan = Rewrite(table.Plan, null);
            }

            _tables.Add(table);
        }
    }

    /// <summary>Rewrites an initial plan. One that depends on no change is run before everything else.</summary>
    public InitialPlan Rewrite(InitialPlan initial)
    {
        if (!ReadsDeep(initial.Query))
            return initial;
        return DependsOnChange(initial.Query)
            ? initial with { Query = Rewrite(initial.Query, null) }
            : initial with { IsEager = true };
    }

    /// <summary>Rewrites the statement's own plan.</summary>
    /// <param name="body">The plan.</param>
    /// <param name="isEager">Whether it reads its input, or is run as a whole, before anything is written.</param>
    public LogicalOperator Rewrite(LogicalOperator body, out bool isEager)
    {
        isEager = _isConcurrent && !DependsOnChange(SharedTable.TargetOf(body) is null ? body : body.Inputs[0]);
        return _isConcurrent && !isEager ? Rewrite(body, null) : body;
    }

    private void CountWriter(LogicalOperator plan)
    {
        if (SharedTable.TargetOf(plan) is { } target)
            _writers[target.Id] = _writers.GetValueOrDefault(target.Id) + 1;
    }

    private LogicalOperator Rewrite(LogicalOperator plan, TableSchema? written)
    {
        if (SharedTable.TargetOf(plan) is { } target)
            return PlanTree.MapInputs(plan, input => Rewrite(input, target));
        if (!Reads(plan, written))
            return plan;
        if (IsSelfContained(plan))
            return ComputeFirst(plan);
        return PlanTree.MapInputs(plan, input => Rewrite(input, written));
    }

    private LogicalCommonTableScan ComputeFirst(LogicalOperator plan)
    {
        var name = plan is LogicalGet get ? get.Alias : "snapshot";
        var table = new SharedTable(name, plan) { IsEager = true };
        _tables.Add(table);
        return new LogicalCommonTableScan(table, name, plan.Columns);
    }

    /// <summary>Whether a subtree reads a table that somebody writes beside the change around it.</summary>
    private bool Reads(LogicalOperator plan, TableSchema? written)
    {
        if (plan is LogicalGet get && _writers.GetValueOrDefault(get.Table.Id) > (get.Table.Id == written?.Id ? 1 : 0))
            return true;
        foreach (var input in plan.Inputs)
        {
            if (Reads(input, written))
                return true;
        }

        return false;
    }

    /// <summary>As <see cref="Reads"/>, through common tables, too.</summary>
    private bool ReadsDeep(LogicalOperator plan)
    {
        if (plan is LogicalGet get && _writers.ContainsKey(get.Table.Id))
            return true;
        if (plan is LogicalCommonTableScan scan && (scan.Table.IsChange || ReadsDeep(scan.Table.Plan)))
            return true;
        foreach (var input in plan.Inputs)
        {
            if (ReadsDeep(input))
                return true;
        }

        return false;
    }

    /// <summary>Whether a subtree can be computed on its own, before any change.</summary>
    private bool IsSelfContained(LogicalOperator plan)
    {
        if (DependsOnChange(plan))
            return false;
        foreach (var outer in ColumnReferences.OuterOf(plan))
        {
            if (!_initialPlans.ContainsKey(outer))
                return false;
        }

        var rounds = new HashSet<WorkTableId>();
        return IsClosed(plan, rounds);
    }

    /// <summary>Whether no rows of a recursion or of an operator above come in from outside.</summary>
    private static bool IsClosed(LogicalOperator plan, HashSet<WorkTableId> rounds)
    {
        switch (plan)
        {
            case LogicalRowInput:
            case LogicalWorkTableScan scan when !rounds.Contains(scan.Work):
                return false;
            case LogicalRecursion recursion:
                rounds.Add(recursion.Work);
                break;
        }

        foreach (var input in plan.Inputs)
        {
            if (!IsClosed(input, rounds))
                return false;
        }

        return true;
    }

    private bool DependsOnChange(LogicalOperator plan)
    {
        if (!_isConcurrent)
            return false;
        if (plan is LogicalCommonTableScan scan && DependsOnChange(scan.Table))
            return true;
        var depends = false;
        plan.VisitExpressions(expression =>
        {
            foreach (var column in ColumnReferences.Of(expression))
                depends = depends || _initialPlans.TryGetValue(column, out var initial) && DependsOnChange(initial.Query);
        });
        foreach (var input in plan.Inputs)
            depends = depends || DependsOnChange(input);
        return depends;
    }

    private bool DependsOnChange(SharedTable table)
    {
        if (table.IsChange)
            return true;
        if (_dependent.TryGetValue(table, out var known))
            return known;
        return _dependent[table] = DependsOnChange(table.Plan);
    }
}
