using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Execution.Spilling;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Physical;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>Builds the operators of joins.</summary>
internal sealed class JoinFactory(OperatorFactory factory)
{
    /// <summary>Builds a join and its inputs.</summary>
    public Operator Build(JoinPlan plan) => plan switch
    {
        HashJoinPlan hash => Build(plan, hash.LeftKeys, hash.RightKeys, hash.IsNullAwareMark, factory.FilterFor(hash)),
        MergeJoinPlan merge => Build(merge),
        NestedLoopJoinPlan => Build(plan, [], [], false, null),
        _ => Build((IndexNestedLoopJoinPlan)plan),
    };

    private HashJoinOperator Build(
        JoinPlan plan, ImmutableArray<BoundExpression> leftKeys, ImmutableArray<BoundExpression> rightKeys,
        bool isNullAwareMark, JoinFilter? filter) => new(
        factory.Build(plan.Left),
        factory.BuildBorrowed(plan),
        plan.Kind,
        new KeyExpressions(factory.Compiler(plan.Left.Columns).Compile(leftKeys)),
        new KeyExpressions(factory.Compiler(plan.Right.Columns).Compile(rightKeys)),
        SpilledRows.TypesOf(plan.Left.Columns),
        SpilledRows.TypesOf(plan.Right.Columns),
        Conditions(plan),
        Output(plan),
        isNullAwareMark,
        filter);

    private MergeJoinOperator Build(MergeJoinPlan plan)
    {
        var (left, right) = (factory.Compiler(plan.Left.Columns), factory.Compiler(plan.Right.Columns));
        return new MergeJoinOperator(
            factory.Build(plan.Left),
            factory.Build(plan.Right),
            plan.Kind,
            new KeyExpressions(left.Compile(plan.LeftKeys)),
            new KeyExpressions(right.Compile(plan.RightKeys)),
            KeyOf(left, plan.LeftKeys[0], plan.IsDescending),
            KeyOf(right, plan.RightKeys[0], plan.IsDescending),
            SpilledRows.TypesOf(plan.Left.Columns),
            SpilledRows.TypesOf(plan.Right.Columns),
            Conditions(plan),
            Output(plan));
    }

    private static MergeKey KeyOf(LayoutCompiler side, BoundExpression key, bool isDescending) =>
        new(side.PlaceOf(((BoundColumn)key).Id), key.Type, isDescending);

    private IndexNestedLoopJoinOperator Build(IndexNestedLoopJoinPlan plan) => new(
        factory.Build(plan.Left),
        TableReader.Create(plan.Lookup),
        OperatorFactory.Ranges(
            plan.Lookup.Condition, factory.Compiler(plan.Left.Columns))!,
        plan.Kind,
        SpilledRows.TypesOf(plan.Lookup.Columns),
        Conditions(plan),
        Output(plan));

    private PairConditions Conditions(JoinPlan plan)
    {
        var used = new HashSet<ColumnId>();
        foreach (var condition in plan.Conditions)
            ColumnReferences.Collect(condition, used);
        if (plan.MarkComparison is not null)
            ColumnReferences.Collect(plan.MarkComparison, used);
        var columns = plan.Left.Columns.AddRange(plan.Right.Columns).RemoveAll(column => !used.Contains(column.Id));
        var compiler = factory.Compiler(columns);
        return new PairConditions(
            Columns(plan, columns), compiler.Compile(plan.Conditions),
            plan.MarkComparison is null ? null : compiler.Compile(plan.MarkComparison));
    }

    /// <summary>What joins that yield pairs yield; the others hand their left rows on.</summary>
    private PairColumns? Output(JoinPlan plan) =>
        plan.Kind is JoinMethodKind.Semi or JoinMethodKind.Anti or JoinMethodKind.Mark
            ? null
            : Columns(plan, plan.Columns);

    private PairColumns Columns(JoinPlan plan, ImmutableArray<BoundColumnDefinition> columns)
    {
        var leftLayout = factory.Compiler(plan.Left.Columns);
        var rightLayout = factory.Compiler(plan.Right.Columns);
        var types = new SqlType[columns.Length];
        var left = new int[columns.Length];
        var right = new int[columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            types[i] = columns[i].Type;
            left[i] = leftLayout.PlaceOf(columns[i].Id);
            right[i] = rightLayout.PlaceOf(columns[i].Id);
        }
        return new PairColumns(types, left, right);
    }
}
