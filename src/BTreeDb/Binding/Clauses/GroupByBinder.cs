using BTreeDb.Binding.Analysis;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Binding.Clauses;

/// <summary>
/// GROUP BY: a column of FROM first, then a name of an output column, then a number, then any expression.
/// </summary>
internal sealed class GroupByBinder(BindingContext context)
{
    /// <summary>Binds the expressions to group by, each once, and the sets of them.</summary>
    public GroupByKeys Bind(GroupByClause? syntax, TargetList targets, Scope scope)
    {
        var keys = new List<BoundExpression>();
        if (syntax is null)
            return new GroupByKeys(keys, null);
        var sets = new GroupingSetExpander(key => Add(keys, BindKey(key, targets, scope))).Expand(syntax);
        return new GroupByKeys(keys, sets.Count == 1 ? null : sets);
    }

    private BoundExpression BindKey(Expression syntax, TargetList targets, Scope scope)
    {
        if (syntax is ColumnReference { Parts.Count: 1 } reference)
        {
            var name = reference.Parts[0];
            if (ColumnResolver.FindLocal(name, scope, syntax.Position) is { } column)
                return column with { Position = syntax.Position };
            if (targets.FindByName(name, "GROUP BY", syntax.Position) is { } named)
                return Target(named, targets, scope, syntax.Position);
        }
        if (OutputOrdinal.Find(syntax, "GROUP BY", targets.VisibleCount) is { } ordinal)
            return Target(ordinal, targets, scope, syntax.Position);
        return context.Coercer.SettleAsText(context.Expressions.Bind(syntax, scope));
    }

    /// <summary>An output column as a key; it may not hold an aggregate of this query.</summary>
    private BoundExpression Target(int index, TargetList targets, Scope scope, int position)
    {
        targets.Settle(context.Coercer, index);
        var expression = targets[index].Expression;
        RefuseOutputs(expression, scope.Level, position);
        return expression;
    }

    /// <summary>Looks through functions that return rows: what they are given is computed as early as the key.</summary>
    private static void RefuseOutputs(BoundExpression expression, QueryLevel level, int position) =>
        ColumnUses.Visit(expression, use =>
        {
            if (level.IsWindowOutput(use.Id))
                throw WindowErrors.NotAllowedIn(ClauseNames.Of(ClauseKind.GroupBy), use.Position < 0 ? position : use.Position);
            if (level.IsAggregateOutput(use.Id))
                throw GroupingErrors.AggregateNotAllowed(ClauseNames.Of(ClauseKind.GroupBy), use.Position < 0 ? position : use.Position);
            foreach (var call in level.RowFunctions)
            {
                if (call.Columns[0].Id != use.Id)
                    continue;
                foreach (var argument in call.Arguments)
                    RefuseOutputs(argument, level, position);
            }
        });

    private static int Add(List<BoundExpression> keys, BoundExpression key)
    {
        Coercion.Comparability.RequireEquality(key.Type, key.Position);
        for (var i = 0; i < keys.Count; i++)
        {
            if (ExpressionComparer.AreEqual(keys[i], key))
                return i;
        }

        keys.Add(key);
        return keys.Count - 1;
    }
}
