using System.Collections.Immutable;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Binding.Scalars;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Binding.Clauses;

/// <summary>
/// ORDER BY of a SELECT: a name of an output column first, then a number, then an expression over FROM, which gets a
/// hidden output column unless one shows it.
/// </summary>
internal sealed class OrderByBinder(BindingContext context)
{
    /// <summary>Finds the output columns to sort by, in order.</summary>
    public ImmutableArray<(int Target, SortOrder Order)> Bind(
        SyntaxList<SortItem> items, TargetList targets, bool isDistinct, Scope scope)
    {
        var keys = ImmutableArray.CreateBuilder<(int, SortOrder)>(items.Count);
        var seen = new HashSet<int>();
        foreach (var item in items)
        {
            var target = Find(item.Key, targets, scope);
            targets.Settle(context.Coercer, target);
            Coercion.Comparability.RequireOrder(targets[target].Expression.Type, item.Key.Position);
            if (isDistinct && target >= targets.VisibleCount)
                throw QueryErrors.DistinctNeedsSelectedSortKeys(StartPosition.Of(item.Key));
            if (context.Collations.IsUsed)
                target = targets.FindOrHide(context.Collations.SortKey(targets[target].Expression));
            if (seen.Add(target))
                keys.Add((target, SortOrder.Of(item)));
        }
        return keys.ToImmutable();
    }

    /// <summary>
    /// Finds the columns of DISTINCT ON, which must be the first ones to sort by, in any order; those that are not sorted by
    /// are added behind.
    /// </summary>
    public (ImmutableArray<int> Distinct, ImmutableArray<(int Target, SortOrder Order)> Order) BindDistinctOn(
        DistinctClause syntax, ImmutableArray<(int Target, SortOrder Order)> order, TargetList targets, Scope scope)
    {
        var distinct = new List<int>();
        foreach (var item in syntax.On)
        {
            var target = Find(item, targets, scope, "DISTINCT ON");
            targets.Settle(context.Coercer, target);
            if (context.Collations.IsUsed)
                target = targets.FindOrHide(context.Collations.SortKey(targets[target].Expression));
            if (!distinct.Contains(target))
                distinct.Add(target);
        }

        var first = 0;
        while (first < order.Length && distinct.Contains(order[first].Target))
            first++;
        var isComplete = first == distinct.Count;
        if (!isComplete && first < order.Length)
            throw QueryErrors.DistinctOnNeedsFirstSortKeys(syntax.On[0].Position);
        var keys = order.ToBuilder();
        foreach (var target in distinct)
        {
            if (!IsSortedBy(order, target))
                keys.Add((target, new SortOrder(false, false)));
        }

        return ([.. distinct], keys.ToImmutable());
    }

    /// <summary>Makes sort keys once the columns have their final types.</summary>
    public static ImmutableArray<BoundSortKey> ToSortKeys(
        ImmutableArray<(int Target, SortOrder Order)> keys, ImmutableArray<BoundProjection> projections)
    {
        var sortKeys = ImmutableArray.CreateBuilder<BoundSortKey>(keys.Length);
        foreach (var (target, order) in keys)
        {
            var column = projections[target].Column;
            sortKeys.Add(order.ToKey(new BoundColumn(column.Id, column.Type, column.Name)));
        }
        return sortKeys.MoveToImmutable();
    }

    /// <summary>The columns of targets.</summary>
    public static ImmutableArray<BoundColumn> ToColumns(ImmutableArray<int> targets, ImmutableArray<BoundProjection> projections)
    {
        var columns = ImmutableArray.CreateBuilder<BoundColumn>(targets.Length);
        foreach (var target in targets)
        {
            var column = projections[target].Column;
            columns.Add(new BoundColumn(column.Id, column.Type, column.Name));
        }

        return columns.MoveToImmutable();
    }

    private static bool IsSortedBy(ImmutableArray<(int Target, SortOrder Order)> order, int target)
    {
        foreach (var key in order)
        {
            if (key.Target == target)
                return true;
        }

        return false;
    }

    private int Find(Expression key, TargetList targets, Scope scope, string clause = "ORDER BY")
    {
        if (key is ColumnReference { Parts.Count: 1 } reference
            && targets.FindByName(reference.Parts[0], clause, key.Position) is { } named)
        {
            return named;
        }
        if (OutputOrdinal.Find(key, clause, targets.VisibleCount) is { } ordinal)
            return ordinal;
        return targets.FindOrHide(context.Expressions.Bind(key, scope));
    }
}
