using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Physical;
using BTreeDb.Tables;

namespace BTreeDb.Execution.Operators;

/// <summary>Compiles the conjuncts above a table scan into conditions that the scan itself tests.</summary>
internal static class ScanConditions
{
    /// <summary>The conditions in the conjuncts' order; neighbours over the same columns share one.</summary>
    public static ScanCondition[] Compile(TableScanPlan scan, ImmutableArray<BoundExpression> conjuncts, OperatorFactory factory)
    {
        var conditions = new List<ScanCondition>();
        for (var i = 0; i < conjuncts.Length;)
        {
            var places = PlacesOf(scan, conjuncts[i]);
            var end = i + 1;
            while (end < conjuncts.Length && PlacesOf(scan, conjuncts[end]).AsSpan().SequenceEqual(places))
                end++;
            var columns = ImmutableArray.CreateBuilder<BoundColumnDefinition>(places.Length);
            foreach (var place in places)
                columns.Add(scan.Columns[place]);
            var compiled = factory.Compiler(columns.MoveToImmutable()).Compile(conjuncts[i..end]);
            conditions.Add(new CompiledScanCondition(Array.ConvertAll(places, place => scan.Ordinals[place]), compiled));
            i = end;
        }

        return [.. conditions];
    }

    /// <summary>Whether all conjuncts read columns of the table only, not the key that a change wants of its rows.</summary>
    public static bool CanTest(TableScanPlan scan, ImmutableArray<BoundExpression> conjuncts)
    {
        if (!scan.WithRowKey)
            return true;
        foreach (var conjunct in conjuncts)
        {
            if (ColumnReferences.Of(conjunct).Contains(scan.Columns[^1].Id))
                return false;
        }

        return true;
    }

    private static int[] PlacesOf(TableScanPlan scan, BoundExpression conjunct)
    {
        var used = ColumnReferences.Of(conjunct);
        var places = new List<int>();
        for (var i = 0; i < scan.Ordinals.Length; i++)
        {
            if (used.Contains(scan.Columns[i].Id))
                places.Add(i);
        }

        return [.. places];
    }
}
