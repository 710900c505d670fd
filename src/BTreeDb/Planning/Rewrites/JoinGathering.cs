using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Rewrites;

/// <summary>
/// Collects what adjacent joins join and what their rows must satisfy: the relations of inner joins, and the left, semi and anti
/// joins between them, if none of the conjuncts asks for columns of their right sides. A left join of which only the rows
/// without partner are kept becomes an anti join.
/// </summary>
/// <param name="relations">Receives the relations.</param>
/// <param name="conjuncts">Holds conjuncts from above; receives those of the joins.</param>
internal sealed class JoinGathering(List<LogicalOperator> relations, List<BoundExpression> conjuncts)
{
    /// <summary>More of them stay where they are, so that a set of bits has room.</summary>
    private const int OneSidedMax = 48;

    private readonly List<BoundColumnDefinition> _nulls = [];

    /// <summary>The left, semi and anti joins.</summary>
    public List<LogicalJoin> OneSided { get; } = [];

    /// <summary>Collects from a join and all joins below it.</summary>
    public void Gather(LogicalOperator plan)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (plan)
        {
            case LogicalJoin { Kind: LogicalJoinKind.Inner } join:
                conjuncts.AddRange(join.Conditions);
                Gather(join.Left);
                Gather(join.Right);
                break;
            case LogicalJoin { Kind: LogicalJoinKind.Left or LogicalJoinKind.Semi or LogicalJoinKind.Anti } join
                when OneSided.Count < OneSidedMax && TryAdd(join):
                Gather(join.Left);
                break;
            case LogicalFilter filter when !Volatility.AnyIsVolatile(filter.Conjuncts):
                conjuncts.AddRange(filter.Conjuncts);
                Gather(filter.Input);
                break;
            default:
                relations.Add(plan);
                break;
        }
    }

    /// <summary>The joined rows with the columns of those right sides that have no partner.</summary>
    public LogicalOperator WithNulls(LogicalJoinSet set)
    {
        if (_nulls.Count == 0)
            return set;
        var projections = Projection.PassThrough(set.Columns);
        foreach (var column in _nulls)
            projections = projections.Add(new BoundProjection(column, new BoundLiteral(Types.Datum.Null, column.Type)));
        return new LogicalProject(set, projections);
    }

    /// <summary>
    /// The conjunct that keeps only the rows of a left join which have no partner: a column of the right side, which would not be
    /// NULL in one, is NULL. Null if there is none, or another conjunct asks for the right side.
    /// </summary>
    public static BoundExpression? TryReadAnti(LogicalJoin join, List<BoundExpression> conjuncts)
    {
        if (join.Kind != LogicalJoinKind.Left || Volatility.AnyIsVolatile(join.Conditions))
            return null;
        var right = ColumnReferences.IdsOf(join.Right.Columns);
        BoundExpression? anti = null;
        foreach (var conjunct in conjuncts)
        {
            if (!ColumnReferences.Of(conjunct).Overlaps(right))
                continue;
            if (anti is not null || conjunct is not BoundIsNull { IsNegated: false, Operand: BoundColumn column }
                || !IsNeverNull(join, column.Id))
                return null;
            anti = conjunct;
        }

        return anti;
    }

    private static bool IsNeverNull(LogicalJoin join, ColumnId column)
    {
        foreach (var condition in join.Conditions)
        {
            if (NullRejection.RejectedBy(condition).Contains(column))
                return true;
        }

        return !Nullability.MayBeNull(join.Right, column);
    }

    private bool TryAdd(LogicalJoin join)
    {
        if (Volatility.AnyIsVolatile(join.Conditions))
            return false;
        var right = ColumnReferences.IdsOf(join.Right.Columns);
        if (TryReadAnti(join, conjuncts) is { } anti && !IsAskedFor(right))
        {
            conjuncts.Remove(anti);
            _nulls.AddRange(join.Right.Columns);
            OneSided.Add(new LogicalJoin(LogicalJoinKind.Anti, join.Left, join.Right, join.Conditions));
            return true;
        }

        foreach (var conjunct in conjuncts)
        {
            if (ColumnReferences.Of(conjunct).Overlaps(right))
                return false;
        }

        OneSided.Add(join.Kind == LogicalJoinKind.Semi ? WithoutLeftConditions(join, right) : join);
        return true;
    }

    /// <summary>Whether the conditions of a join above are over some columns.</summary>
    private bool IsAskedFor(HashSet<ColumnId> columns)
    {
        foreach (var join in OneSided)
        {
            foreach (var condition in join.Conditions)
            {
                if (ColumnReferences.Of(condition).Overlaps(columns))
                    return true;
            }
        }

        return false;
    }

    /// <summary>A semi join without the conditions over its left side alone, which drop left rows as any conjunct does.</summary>
    private LogicalJoin WithoutLeftConditions(LogicalJoin join, HashSet<ColumnId> right)
    {
        var left = join.Conditions.RemoveAll(condition => ColumnReferences.Of(condition).Overlaps(right));
        conjuncts.AddRange(left);
        return join with { Conditions = join.Conditions.RemoveAll(left.Contains) };
    }
}
