using BTreeDb.Binding;
using BTreeDb.Planning.Costing;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Joins;

/// <summary>Describes relations for join ordering: a coarse view of the access paths that are chosen later.</summary>
internal static class RelationDescription
{
    /// <summary>Describes one relation.</summary>
    public static JoinRelation Describe(LogicalOperator plan, CardinalityEstimator cardinalities, bool canLookUp)
    {
        var rows = cardinalities.Rows(plan);
        var columns = ColumnReferences.IdsOf(plan.Columns);
        var get = plan as LogicalGet ?? (plan as LogicalFilter)?.Input as LogicalGet;
        if (get is null)
            return new JoinRelation(plan, columns, rows, rows * CostModel.ScanRow, [], 0);
        var lookups = canLookUp ? LookupColumns(get) : [];
        var scanned = IsServedByKey(plan, lookups) ? rows : cardinalities.TableRows(get.Table);
        return new JoinRelation(plan, columns, rows, scanned * CostModel.ScanRow, lookups, cardinalities.MissCost(get.Table));
    }

    private static HashSet<ColumnId> LookupColumns(LogicalGet get)
    {
        var columns = new HashSet<ColumnId>();
        if (!get.Table.PrimaryKey.IsEmpty)
            Add(get, get.Table.PrimaryKey[0].Ordinal, columns);
        foreach (var index in get.Table.Indexes)
        {
            if (index.PredicateSql is null)
                Add(get, index.Columns[0].Ordinal, columns);
        }
        return columns;
    }

    private static void Add(LogicalGet get, int ordinal, HashSet<ColumnId> columns)
    {
        var place = get.Ordinals.IndexOf(ordinal);
        if (place >= 0)
            columns.Add(get.TableColumns[place].Id);
    }

    private static bool IsServedByKey(LogicalOperator plan, HashSet<ColumnId> lookups)
    {
        if (plan is not LogicalFilter filter)
            return false;
        foreach (var conjunct in filter.Conjuncts)
        {
            if (Comparison.IsEquality(conjunct, out var left, out var right)
                && ((left is Binding.Expressions.BoundColumn a && lookups.Contains(a.Id))
                    || (right is Binding.Expressions.BoundColumn b && lookups.Contains(b.Id))))
                return true;
        }
        return false;
    }
}
