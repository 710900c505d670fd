using System.Collections.Immutable;
using BTreeDb.Planning.Costing;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Rewrites;

/// <summary>
/// Computes once what a statement would compute several times: equal joins, groups and sets of rows in any of its parts, and those
/// within a correlated subquery or a step of a recursion that do not depend on what varies there, become common tables. Chosen by cost.
/// </summary>
internal sealed class SubplanSharing(CardinalityEstimator cardinalities, PlannerSettings settings)
{
    /// <summary>Estimates are rough, and what is written down is read by one thread: the advantage must be clear.</summary>
    private const double Advantage = 0.75;

    private readonly TrialPlanning _trial = new(cardinalities, settings);
    private readonly List<Candidate> _candidates = [];
    private readonly Dictionary<LogicalOperator, LogicalCommonTableScan> _shared = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<LogicalOperator> _covered = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<LogicalOperator> _runOnce = new(ReferenceEqualityComparer.Instance);

    /// <summary>Rewrites the parts of a statement, whose predicates have been pushed down.</summary>
    /// <param name="tables">The common tables; those that are added come before the first one that needs them.</param>
    /// <param name="initialPlans">The uncorrelated subqueries.</param>
    /// <param name="body">The statement's own plan.</param>
    public LogicalOperator Rewrite(List<SharedTable> tables, List<InitialPlan> initialPlans, LogicalOperator body)
    {
        if (settings.SubplanSharing == SubplanSharingMode.Off)
            return body;
        foreach (var table in tables)
            Collect(table.Plan, endsEarly: false, runs: 1);
        foreach (var initial in initialPlans)
            Collect(initial.Query, initial.Kind == ApplyKind.Exists, runs: 1);
        Collect(body, endsEarly: false, runs: 1);
        var added = Choose();
        if (added.Count == 0)
            return body;
        // References go by places, and the orders of columns change with those of joins.
        foreach (var table in added)
            table.Plan = new LogicalProject(PlanTree.MapInputs(table.Plan, Replace), Projection.PassThrough(table.Plan.Columns));
        foreach (var table in tables)
            table.Plan = Replace(table.Plan);
        for (var i = 0; i < initialPlans.Count; i++)
            initialPlans[i] = initialPlans[i] with { Query = Replace(initialPlans[i].Query) };
        Order(tables, added);
        return Replace(body);
    }

    /// <summary>Remembers the subtrees that could be shared.</summary>
    /// <returns>What equal subtrees have in common; null when this one cannot be shared.</returns>
    private Shape? Collect(LogicalOperator plan, bool endsEarly, double runs)
    {
        var hash = new HashCode();
        var own = PlanEquality.HashOf(plan);
        var isShareable = own is not null && !Volatility.IsVolatile(plan);
        hash.Add(own);
        var nodes = 1;
        var isCostly = plan is LogicalAggregate or LogicalDistinct or LogicalJoin or LogicalJoinSet or LogicalSetOperation;
        var inputs = plan.Inputs;
        var sum = 0;
        for (var i = 0; i < inputs.Length; i++)
        {
            var below = EarlyEnd.Below(plan, endsEarly) || (i == 1 && plan is LogicalApply { Kind: ApplyKind.Exists });
            if (Collect(inputs[i], below, i == 0 ? runs : runs * RunsOfSecond(plan)) is not { } shape)
            {
                isShareable = false;
                continue;
            }

            // Relations of a join set may come in any order.
            sum += shape.Hash;
            nodes += shape.Nodes;
            isCostly |= shape.IsCostly;
        }

        if (!isShareable)
            return null;
        hash.Add(sum);
        var result = new Shape(hash.ToHashCode(), nodes, isCostly);
        if (isCostly && !endsEarly)
            _candidates.Add(new Candidate(plan, result, runs));
        return result;
    }

    /// <summary>How often the second input of an operator is run.</summary>
    private double RunsOfSecond(LogicalOperator plan) => plan switch
    {
        LogicalApply apply => cardinalities.Rows(apply.Left),
        LogicalRecursion => CardinalityEstimator.RecursionRounds,
        _ => 1,
    };

    private List<SharedTable> Choose()
    {
        var added = new List<SharedTable>();
        var byHash = new Dictionary<int, List<Candidate>>();
        foreach (var candidate in _candidates)
        {
            if (!byHash.TryGetValue(candidate.Shape.Hash, out var equal))
                byHash.Add(candidate.Shape.Hash, equal = []);
            equal.Add(candidate);
        }

        var groups = new List<List<Candidate>>(byHash.Values);
        groups.RemoveAll(static group => group.Count == 1 && group[0].Runs < 2);
        groups.Sort(static (a, b) => b[0].Shape.Nodes.CompareTo(a[0].Shape.Nodes));
        foreach (var group in groups)
        {
            while (group.Count > 0)
                Share(group, added);
        }

        return added;
    }

    /// <summary>Takes the first of a group and all that are equal to it out of the group, and shares them if that pays.</summary>
    private void Share(List<Candidate> group, List<SharedTable> added)
    {
        var first = group[0].Plan;
        var runs = RunsOf(group[0]);
        group.RemoveAt(0);
        if (_covered.Contains(first) || ColumnReferences.OuterOf(first).Count > 0)
            return;
        var table = new SharedTable($"shared{added.Count + 1}", first);
        var scans = new List<(LogicalOperator Plan, LogicalCommonTableScan Scan)> { (first, ScanOf(table, first.Columns)) };
        for (var i = 0; i < group.Count; i++)
        {
            if (_covered.Contains(group[i].Plan) || PlanEquality.Match(first, group[i].Plan) is not { } columns)
                continue;
            scans.Add((group[i].Plan, ScanOf(table, columns)));
            runs += RunsOf(group[i]);
            group.RemoveAt(i--);
        }

        if (runs < 2 || (settings.SubplanSharing == SubplanSharingMode.ByCost && !Pays(first, runs)))
            return;
        foreach (var (plan, scan) in scans)
        {
            _shared.Add(plan, scan);
            AddAll(plan, ReferenceEquals(plan, first) ? _runOnce : _covered);
        }

        _covered.Add(first);
        added.Add(table);
    }

    private double RunsOf(Candidate candidate) => _runOnce.Contains(candidate.Plan) ? 1 : candidate.Runs;

    private bool Pays(LogicalOperator plan, double runs)
    {
        var cost = _trial.CostOf(plan);
        var rows = cardinalities.Rows(plan);
        return cost + rows * (CostModel.KeepRow + runs * CostModel.EmitRow) < cost * runs * Advantage;
    }

    private static LogicalCommonTableScan ScanOf(SharedTable table, ImmutableArray<Binding.BoundColumnDefinition> columns) =>
        new(table, table.Name, columns);

    /// <summary>What lies within a subtree that is gone needs no table of its own; what lies within a table is run once.</summary>
    private static void AddAll(LogicalOperator plan, HashSet<LogicalOperator> nodes)
    {
        nodes.Add(plan);
        foreach (var input in plan.Inputs)
            AddAll(input, nodes);
    }

    private LogicalOperator Replace(LogicalOperator plan) =>
        _shared.TryGetValue(plan, out var scan) ? scan : PlanTree.MapInputs(plan, Replace);

    /// <summary>Puts the new tables among the others, each after those that it needs.</summary>
    private static void Order(List<SharedTable> tables, List<SharedTable> added)
    {
        var all = new List<SharedTable>(tables);
        all.AddRange(added);
        tables.Clear();
        foreach (var table in all)
            Add(table);

        void Add(SharedTable table)
        {
            if (tables.Contains(table))
                return;
            AddNeeded(table.Plan);
            tables.Add(table);
        }

        void AddNeeded(LogicalOperator plan)
        {
            if (plan is LogicalCommonTableScan scan)
                Add(scan.Table);
            foreach (var input in plan.Inputs)
                AddNeeded(input);
        }
    }

    /// <summary>What equal subtrees have in common.</summary>
    /// <param name="Hash">A hash.</param>
    /// <param name="Nodes">The number of operators.</param>
    /// <param name="IsCostly">Whether one of them does more than read a table.</param>
    private readonly record struct Shape(int Hash, int Nodes, bool IsCostly);

    /// <summary>A subtree that could be shared.</summary>
    /// <param name="Plan">The subtree.</param>
    /// <param name="Shape">What equal ones have in common with it.</param>
    /// <param name="Runs">How often it is run where it stands.</param>
    private sealed record Candidate(LogicalOperator Plan, Shape Shape, double Runs);
}
