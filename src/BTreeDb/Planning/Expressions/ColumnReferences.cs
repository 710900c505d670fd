using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Expressions;

/// <summary>Which columns expressions and plans refer to.</summary>
internal static class ColumnReferences
{
    /// <summary>Adds all columns that an expression refers to.</summary>
    public static void Collect(BoundExpression expression, HashSet<ColumnId> columns)
    {
        if (expression is BoundColumn column)
            columns.Add(column.Id);
        else
            ExpressionTree.VisitChildren(expression, child => Collect(child, columns));
    }

    /// <summary>All columns that an expression refers to.</summary>
    public static HashSet<ColumnId> Of(BoundExpression expression)
    {
        var columns = new HashSet<ColumnId>();
        Collect(expression, columns);
        return columns;
    }

    /// <summary>The ids of columns.</summary>
    public static HashSet<ColumnId> IdsOf(ImmutableArray<BoundColumnDefinition> columns)
    {
        var ids = new HashSet<ColumnId>(columns.Length);
        foreach (var column in columns)
            ids.Add(column.Id);
        return ids;
    }

    /// <summary>
    /// The columns that a subtree uses but does not produce: its outer references. Ids are unique in a statement, so what
    /// any operator of the subtree produces is bound within it.
    /// </summary>
    public static HashSet<ColumnId> OuterOf(LogicalOperator plan)
    {
        var used = new HashSet<ColumnId>();
        var produced = new HashSet<ColumnId>();
        Collect(plan, used, produced);
        used.ExceptWith(produced);
        return used;
    }

    private static void Collect(LogicalOperator plan, HashSet<ColumnId> used, HashSet<ColumnId> produced)
    {
        plan.VisitExpressions(expression => Collect(expression, used));
        foreach (var column in plan.Columns)
            produced.Add(column.Id);
        foreach (var input in plan.Inputs)
            Collect(input, used, produced);
    }
}
