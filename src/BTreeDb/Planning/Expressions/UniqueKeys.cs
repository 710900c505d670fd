using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Catalog;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Expressions;

/// <summary>What primary keys and unique indexes promise about plans.</summary>
internal static class UniqueKeys
{
    /// <summary>Whether at most one row remains when each of these columns is pinned to a value.</summary>
    public static bool IsUniqueBy(LogicalOperator plan, HashSet<ColumnId> pinned) => plan switch
    {
        LogicalGet get => IsUniqueBy(get, pinned),
        LogicalFilter filter => IsUniqueBy(filter.Input, WithEqualities(pinned, filter.Conjuncts)),
        LogicalSort => IsUniqueBy(plan.Inputs[0], pinned),
        LogicalProject project => IsUniqueBy(project, pinned),
        LogicalAggregate aggregate => IsUniqueBy(aggregate, pinned),
        LogicalCommonTableScan scan => IsUniqueBy(scan, pinned),
        _ when AsSet(plan) is { } set => IsUniqueBy(set, pinned),
        LogicalJoin { Kind: not LogicalJoinKind.Full } join => IsUniqueBy(join.Left, pinned),
        _ => false,
    };

    /// <summary>
    /// The columns that have one value when some are pinned to values: those of relations of which one row at most remains, and what
    /// these are set equal to.
    /// </summary>
    public static HashSet<ColumnId> DeterminedBy(LogicalOperator plan, HashSet<ColumnId> pinned)
    {
        if (AsSet(plan) is { } set)
            return Close(set, pinned, out _);
        var determined = new HashSet<ColumnId>(pinned);
        if (IsUniqueBy(plan, pinned))
            determined.UnionWith(ColumnReferences.IdsOf(plan.Columns));
        return determined;
    }

    private static LogicalJoinSet? AsSet(LogicalOperator plan) => plan switch
    {
        LogicalJoinSet set => set,
        LogicalJoin { Kind: LogicalJoinKind.Inner } join => new LogicalJoinSet([join.Left, join.Right], join.Conditions, []),
        LogicalJoin { Kind: LogicalJoinKind.Left } join =>
            new LogicalJoinSet([join.Left], [], [new LogicalOneSidedJoin(join.Kind, join.Right, join.Conditions)]),
        _ => null,
    };

    /// <summary>
    /// A relation of which one row at most remains pins what its columns are set equal to, until every relation is one of these.
    /// </summary>
    private static HashSet<ColumnId> Close(LogicalJoinSet set, HashSet<ColumnId> pinned, out bool isUnique)
    {
        var known = new HashSet<ColumnId>(pinned);
        var inner = new List<LogicalOperator>(set.Relations);
        var left = new List<LogicalOneSidedJoin>(set.OneSided.RemoveAll(static join => join.Kind != LogicalJoinKind.Left));
        for (var before = -1; before != inner.Count + left.Count;)
        {
            before = inner.Count + left.Count;
            AddEqual(known, set.Conjuncts);
            for (var i = inner.Count - 1; i >= 0; i--)
            {
                if (!IsUniqueBy(inner[i], known))
                    continue;
                known.UnionWith(ColumnReferences.IdsOf(inner[i].Columns));
                inner.RemoveAt(i);
            }

            for (var i = left.Count - 1; i >= 0; i--)
            {
                var matched = new HashSet<ColumnId>(known);
                AddEqual(matched, left[i].Conditions);
                if (!IsUniqueBy(left[i].Right, matched))
                    continue;
                known.UnionWith(ColumnReferences.IdsOf(left[i].Right.Columns));
                left.RemoveAt(i);
            }
        }

        isUnique = inner.Count + left.Count == 0;
        return known;
    }

    private static bool IsUniqueBy(LogicalJoinSet set, HashSet<ColumnId> pinned)
    {
        Close(set, pinned, out var isUnique);
        return isUnique;
    }

    private static void AddEqual(HashSet<ColumnId> known, ImmutableArray<BoundExpression> conjuncts)
    {
        foreach (var conjunct in conjuncts)
        {
            if (!EqualityClasses.IsColumnEquality(conjunct) || !Comparison.IsEquality(conjunct, out var left, out var right))
                continue;
            var (a, b) = (((BoundColumn)left).Id, ((BoundColumn)right).Id);
            if (known.Contains(a))
                known.Add(b);
            else if (known.Contains(b))
                known.Add(a);
        }
    }

    private static bool IsUniqueBy(LogicalGet get, HashSet<ColumnId> pinned)
    {
        if (!get.Table.PrimaryKey.IsEmpty && Covers(get, get.Table.PrimaryKey, pinned))
            return true;
        foreach (var index in get.Table.Indexes)
        {
            if (index.KeepsRowsApart && Covers(get, index.Columns, pinned))
                return true;
        }
        return false;
    }

    private static bool Covers(LogicalGet get, ImmutableArray<IndexColumn> key, HashSet<ColumnId> pinned)
    {
        foreach (var column in key)
        {
            var place = get.Ordinals.IndexOf(column.Ordinal);
            if (place < 0 || !pinned.Contains(get.TableColumns[place].Id))
                return false;
        }
        return true;
    }

    private static HashSet<ColumnId> WithEqualities(
        HashSet<ColumnId> pinned, ImmutableArray<BoundExpression> conjuncts)
    {
        var all = new HashSet<ColumnId>(pinned);
        foreach (var conjunct in conjuncts)
        {
            if (!Comparison.IsEquality(conjunct, out var left, out var right))
                continue;
            if (left is not BoundColumn)
                (left, right) = (right, left);
            if (left is BoundColumn column && Volatility.IsConstantInExecution(right))
                all.Add(column.Id);
        }
        return all;
    }

    private static bool IsUniqueBy(LogicalProject project, HashSet<ColumnId> pinned)
    {
        var below = new HashSet<ColumnId>();
        foreach (var projection in project.Projections)
        {
            if (pinned.Contains(projection.Column.Id) && projection.Expression is BoundColumn column)
                below.Add(column.Id);
        }
        return IsUniqueBy(project.Input, below);
    }

    private static bool IsUniqueBy(LogicalCommonTableScan scan, HashSet<ColumnId> pinned)
    {
        var below = new HashSet<ColumnId>();
        for (var i = 0; i < scan.Columns.Length; i++)
        {
            if (pinned.Contains(scan.Columns[i].Id))
                below.Add(scan.Table.Plan.Columns[i].Id);
        }

        return IsUniqueBy(scan.Table.Plan, below);
    }

    private static bool IsUniqueBy(LogicalAggregate aggregate, HashSet<ColumnId> pinned)
    {
        foreach (var key in aggregate.GroupKeys)
        {
            if (!pinned.Contains(key.Column.Id))
                return false;
        }
        return true;
    }
}
