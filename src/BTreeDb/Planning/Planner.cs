using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Statements;
using BTreeDb.Catalog;
using BTreeDb.Planning.Costing;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;
using BTreeDb.Planning.Physical;
using BTreeDb.Planning.Rewrites;
using BTreeDb.Types;

namespace BTreeDb.Planning;

/// <summary>
/// Plans statements: translation, rewrites in their fixed order, choice of physical operators. One instance plans one
/// statement; <see cref="Plan(BoundStatement, ICatalogView, PlannerSettings, IConstantEvaluator, Datum[])"/> is the way in.
/// </summary>
internal sealed class Planner
{
    private readonly PlannerSettings _settings;
    private readonly ConstantFolding _folding;
    private readonly CardinalityEstimator _cardinalities;
    private readonly ColumnIdAllocator _ids = new();

    private Planner(
        ICatalogView catalog, PlannerSettings settings, IConstantEvaluator evaluator, Datum[]? parameters = null)
    {
        _settings = settings;
        _folding = new ConstantFolding(evaluator, parameters);
        _cardinalities = new CardinalityEstimator(catalog, evaluator);
    }

    /// <summary>Plans a statement against a catalog.</summary>
    /// <param name="statement">The bound statement.</param>
    /// <param name="catalog">The catalog that it was bound against.</param>
    /// <param name="settings">What may be used.</param>
    /// <param name="evaluator">Evaluates constants.</param>
    /// <param name="parameters">Values of parameters for which alone the plan shall be good; null for any.</param>
    /// <returns>A <see cref="StatementPlan"/>; immutable, valid as long as the catalog's version.</returns>
    public static StatementPlan Plan(
        BoundStatement statement, ICatalogView catalog, PlannerSettings settings, IConstantEvaluator evaluator,
        Datum[]? parameters = null)
    {
        try
        {
            return new Planner(catalog, settings, evaluator, parameters).Plan(statement, null);
        }
        catch (InsufficientExecutionStackException inner)
        {
            throw PlanningErrors.TooDeep(inner);
        }
    }

    /// <summary>As the other, and reports the logical plan after each rewrite; for tests.</summary>
    public static StatementPlan Plan(
        BoundStatement statement,
        ICatalogView catalog,
        PlannerSettings settings,
        IConstantEvaluator evaluator,
        Action<string, LogicalOperator> trace) =>
        new Planner(catalog, settings, evaluator).Plan(statement, trace);

    private StatementPlan Plan(BoundStatement statement, Action<string, LogicalOperator>? trace)
    {
        var translator = new StatementTranslator(_ids);
        var logical = translator.Translate(statement);
        trace?.Invoke("translation", logical);
        var unnesting = new Unnesting(_ids, new ApplyChoice(_cardinalities, _settings));
        foreach (var table in translator.CommonTables)
            table.Plan = unnesting.Rewrite(Simplify(table.Plan));
        logical = unnesting.Rewrite(Simplify(logical));
        trace?.Invoke(nameof(Unnesting), logical);
        var tables = new List<SharedTable>(translator.CommonTables);
        foreach (var table in tables)
            table.Plan = PushDown(table.Plan, null);
        var body = PushDown(logical, trace);
        var initial = new List<InitialPlan>();
        foreach (var plan in unnesting.InitialPlans)
            initial.Add(plan with { Query = PushDown(plan.Query, null) });
        body = new SubplanSharing(_cardinalities, _settings).Rewrite(tables, initial, body);
        trace?.Invoke(nameof(SubplanSharing), body);
        body = Arrange(tables, initial, body, trace);
        var reads = new SnapshotReads(body, initial, tables);
        if (!reads.AreNeeded)
            return ToPhysical(body, initial, tables, isConcurrent: false);
        reads.Rewrite(tables);
        for (var i = 0; i < initial.Count; i++)
            initial[i] = reads.Rewrite(initial[i]);
        body = reads.Rewrite(body, out var isEager);
        return ToPhysical(body, initial, reads.Tables, reads.IsConcurrent) with { IsEager = isEager };
    }

    /// <summary>The rewrites of expressions.</summary>
    private LogicalOperator Simplify(LogicalOperator plan) =>
        new DisjunctionToInList().Rewrite(_folding.Rewrite(new NegationPushdown().Rewrite(plan)));

    /// <summary>The rewrites of conditions.</summary>
    private static LogicalOperator PushDown(LogicalOperator plan, Action<string, LogicalOperator>? trace)
    {
        plan = new OuterJoinReduction().Rewrite(plan);
        trace?.Invoke(nameof(OuterJoinReduction), plan);
        plan = new PredicatePushdown().Rewrite(plan);
        trace?.Invoke(nameof(PredicatePushdown), plan);
        return plan;
    }

    /// <summary>The rewrites of joins and columns: those of common tables last, when it is known which columns are read of them.</summary>
    private LogicalOperator Arrange(
        List<SharedTable> tables, List<InitialPlan> initialPlans, LogicalOperator body, Action<string, LogicalOperator>? trace)
    {
        var pruning = new ProjectionPruning();
        var narrowing = new CommonTablePruning(pruning);
        body = Arrange(body, pruning, trace);
        for (var i = 0; i < initialPlans.Count; i++)
            initialPlans[i] = initialPlans[i] with { Query = Arrange(initialPlans[i].Query, pruning, null) };
        for (var i = tables.Count - 1; i >= 0; i--)
        {
            narrowing.Narrow(tables[i]);
            tables[i].Plan = Arrange(tables[i].Plan, pruning, null);
        }

        foreach (var table in tables)
            table.Plan = narrowing.Rewrite(table.Plan);
        for (var i = 0; i < initialPlans.Count; i++)
            initialPlans[i] = initialPlans[i] with { Query = narrowing.Rewrite(initialPlans[i].Query) };
        return narrowing.Rewrite(body);
    }

    private LogicalOperator Arrange(LogicalOperator plan, ProjectionPruning pruning, Action<string, LogicalOperator>? trace)
    {
        plan = GroupKeyReduction.Rewrite(plan);
        trace?.Invoke(nameof(GroupKeyReduction), plan);
        plan = new AggregatePushdown(_ids, _cardinalities, _settings).Rewrite(plan);
        trace?.Invoke(nameof(AggregatePushdown), plan);
        plan = new JoinOrdering(_cardinalities, _settings).Rewrite(plan);
        trace?.Invoke(nameof(JoinOrdering), plan);
        plan = pruning.Rewrite(new ProjectionMerging().Rewrite(plan));
        trace?.Invoke(nameof(ProjectionPruning), plan);
        return plan;
    }

    private StatementPlan ToPhysical(
        LogicalOperator body, List<InitialPlan> initialPlans, IReadOnlyList<SharedTable> commonTables,
        bool isConcurrent)
    {
        var physical = new PhysicalPlanner(_cardinalities, _settings, isConcurrent);
        var slots = ImmutableDictionary.CreateBuilder<ColumnId, int>();
        var steps = ImmutableArray.CreateBuilder<InitialPlanStep>(initialPlans.Count);
        var tables = ImmutableArray.CreateBuilder<CommonTablePlan>(commonTables.Count);
        foreach (var table in commonTables)
        {
            var plan = physical.Plan(table.Plan, PlanRequest.All);
            AddSlots(plan, slots);
            tables.Add(new CommonTablePlan(table, plan));
        }

        foreach (var initial in initialPlans)
        {
            var plan = physical.Plan(initial.Query, PlanRequest.All);
            AddSlots(plan, slots);
            slots.TryAdd(initial.Output.Id, slots.Count);
            steps.Add(new InitialPlanStep(initial.Output, initial.Kind, plan, initial.IsEager));
        }
        var root = physical.Plan(body, PlanRequest.All);
        AddSlots(root, slots);
        return new StatementPlan(root, steps.MoveToImmutable(), slots.ToImmutable())
        {
            CommonTables = tables.MoveToImmutable(),
            ParallelScanBytesMin = _settings.ParallelScanBytesMin,
        };
    }

    private static void AddSlots(PhysicalPlan plan, ImmutableDictionary<ColumnId, int>.Builder slots)
    {
        if (plan is ApplyPlan apply)
        {
            foreach (var column in apply.OuterColumns)
                slots.TryAdd(column.Id, slots.Count);
        }
        foreach (var input in plan.Inputs)
            AddSlots(input, slots);
    }
}
