using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Rewrites;

/// <summary>
/// Whether two subtrees yield the same rows because they are the same but for the ids of their columns, the order of conjuncts and
/// the order of relations in join sets.
/// </summary>
internal sealed class PlanEquality
{
    private readonly ColumnSubstitution _columns = new();

    /// <summary>Compares two plans; null when they differ, or have an operator of which this class knows nothing.</summary>
    /// <returns>The columns of <paramref name="right"/> at the places of those of <paramref name="left"/>.</returns>
    public static ImmutableArray<BoundColumnDefinition>? Match(LogicalOperator left, LogicalOperator right)
    {
        var equality = new PlanEquality();
        return equality.AreEqual(left, right) ? equality.InOrderOf(left.Columns, right.Columns) : null;
    }

    /// <summary>A number that equal plans share; null for operators that are never taken for equal.</summary>
    public static int? HashOf(LogicalOperator plan) => plan switch
    {
        LogicalGet { RowKey: null } get => HashCode.Combine(nameof(LogicalGet), get.Table.Id, get.Ordinals.Length),
        LogicalCommonTableScan scan => HashCode.Combine(nameof(LogicalCommonTableScan), scan.Table.Name),
        LogicalFilter filter => filter.Conjuncts.Length,
        LogicalProject project => HashCode.Combine(nameof(LogicalProject), project.Projections.Length),
        LogicalAggregate { EmptySets.IsEmpty: true } aggregate =>
            HashCode.Combine(nameof(LogicalAggregate), aggregate.GroupKeys.Length, aggregate.Aggregates.Length),
        LogicalDistinct => nameof(LogicalDistinct).Length,
        LogicalJoin { Mark: null } join => HashCode.Combine(nameof(LogicalJoin), join.Kind, join.Conditions.Length),
        LogicalJoinSet set => HashCode.Combine(nameof(LogicalJoinSet), set.Relations.Length, set.OneSided.Length, set.Conjuncts.Length),
        LogicalSetOperation operation => HashCode.Combine(nameof(LogicalSetOperation), operation.Kind, operation.IsAll),
        _ => null,
    };

    private bool AreEqual(LogicalOperator left, LogicalOperator right) => (left, right) switch
    {
        (LogicalGet a, LogicalGet b) => ReferenceEquals(a.Table, b.Table) && a.Ordinals.AsSpan().SequenceEqual(b.Ordinals.AsSpan())
            && Pair(a.Columns, b.Columns),
        (LogicalCommonTableScan a, LogicalCommonTableScan b) => ReferenceEquals(a.Table, b.Table) && Pair(a.Columns, b.Columns),
        (LogicalFilter a, LogicalFilter b) => AreEqual(a.Input, b.Input) && AreSame(a.Conjuncts, b.Conjuncts),
        (LogicalProject a, LogicalProject b) => AreEqual(a.Input, b.Input) && AreEqual(a.Projections, b.Projections),
        (LogicalAggregate a, LogicalAggregate b) =>
            AreEqual(a.Input, b.Input) && AreEqual(a.GroupKeys, b.GroupKeys) && AreEqual(a.Aggregates, b.Aggregates),
        (LogicalDistinct a, LogicalDistinct b) => AreEqual(a.Input, b.Input),
        (LogicalJoin { Mark: null } a, LogicalJoin { Mark: null } b) =>
            a.Kind == b.Kind && AreEqual(a.Left, b.Left) && AreEqual(a.Right, b.Right) && AreSame(a.Conditions, b.Conditions),
        (LogicalJoinSet a, LogicalJoinSet b) => AreEqual(a, b),
        (LogicalSetOperation a, LogicalSetOperation b) => a.Kind == b.Kind && a.IsAll == b.IsAll
            && AreEqual(a.Left, b.Left) && AreEqual(a.Right, b.Right) && Pair(a.Columns, b.Columns),
        _ => false,
    };

    private bool AreEqual(LogicalJoinSet left, LogicalJoinSet right)
    {
        if (left.Relations.Length != right.Relations.Length || left.OneSided.Length != right.OneSided.Length)
            return false;
        var open = new List<LogicalOperator>(right.Relations);
        foreach (var relation in left.Relations)
        {
            // A relation that differs has paired no columns that another one asks for: its ids are its own.
            var partner = open.FindIndex(candidate => AreEqual(relation, candidate));
            if (partner < 0)
                return false;
            open.RemoveAt(partner);
        }

        for (var i = 0; i < left.OneSided.Length; i++)
        {
            var (a, b) = (left.OneSided[i], right.OneSided[i]);
            if (a.Kind != b.Kind || !AreEqual(a.Right, b.Right) || !AreSame(a.Conditions, b.Conditions))
                return false;
        }

        return AreSame(left.Conjuncts, right.Conjuncts);
    }

    private bool AreEqual(ImmutableArray<BoundProjection> left, ImmutableArray<BoundProjection> right)
    {
        if (left.Length != right.Length)
            return false;
        for (var i = 0; i < left.Length; i++)
        {
            if (!AreEqual(left[i].Expression, right[i].Expression))
                return false;
        }

        return Pair(Projection.ColumnsOf(left), Projection.ColumnsOf(right));
    }

    private bool AreEqual(ImmutableArray<BoundAggregate> left, ImmutableArray<BoundAggregate> right)
    {
        if (left.Length != right.Length)
            return false;
        for (var i = 0; i < left.Length; i++)
        {
            var (a, b) = (left[i], right[i]);
            if (a.Aggregate != b.Aggregate || a.IsDistinct != b.IsDistinct || a.Type != b.Type || !a.Order.IsEmpty || !b.Order.IsEmpty
                || a.IsOrderedSet || (a.Filter is null) != (b.Filter is null) || a.Arguments.Length != b.Arguments.Length
                || (a.Filter is not null && !AreEqual(a.Filter, b.Filter!)))
                return false;
            for (var k = 0; k < a.Arguments.Length; k++)
            {
                if (!AreEqual(a.Arguments[k], b.Arguments[k]))
                    return false;
            }
        }

        return Pair(AggregateExpression.ColumnsOf(left), AggregateExpression.ColumnsOf(right));
    }

    /// <summary>Whether conditions are the same, in whatever order.</summary>
    private bool AreSame(ImmutableArray<BoundExpression> left, ImmutableArray<BoundExpression> right)
    {
        if (left.Length != right.Length)
            return false;
        var open = new List<BoundExpression>(right);
        foreach (var condition in left)
        {
            var partner = open.FindIndex(candidate => AreEqual(condition, candidate) || AreEqual(condition, Exchanged(candidate)));
            if (partner < 0)
                return false;
            open.RemoveAt(partner);
        }

        return true;
    }

    private static BoundExpression Exchanged(BoundExpression condition) =>
        condition is BoundCall { Function: FunctionId.Equal, Arguments: [var left, var right] } call
            ? call with { Arguments = [right, left] }
            : condition;

    private bool AreEqual(BoundExpression left, BoundExpression right) => ExpressionEquality.AreEqual(left, _columns.Apply(right));

    private bool Pair(ImmutableArray<BoundColumnDefinition> left, ImmutableArray<BoundColumnDefinition> right)
    {
        if (left.Length != right.Length)
            return false;
        for (var i = 0; i < left.Length; i++)
        {
            if (left[i].Type != right[i].Type)
                return false;
            _columns.Add(right[i].Id, Projection.Reference(left[i]));
        }

        return true;
    }

    private ImmutableArray<BoundColumnDefinition> InOrderOf(
        ImmutableArray<BoundColumnDefinition> left, ImmutableArray<BoundColumnDefinition> right)
    {
        var partners = new Dictionary<ColumnId, BoundColumnDefinition>();
        foreach (var column in right)
            partners.Add(((BoundColumn)_columns.Find(column.Id)!).Id, column);
        var ordered = ImmutableArray.CreateBuilder<BoundColumnDefinition>(left.Length);
        foreach (var column in left)
            ordered.Add(partners[column.Id]);
        return ordered.MoveToImmutable();
    }
}
