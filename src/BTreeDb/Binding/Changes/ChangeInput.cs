using System.Collections.Immutable;
using BTreeDb.Binding.Clauses;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Binding.Changes;

/// <summary>The rows that UPDATE and DELETE change: the target, joined with the items of FROM or USING, and filtered.</summary>
/// <param name="Target">The target.</param>
/// <param name="From">The target joined with the other items.</param>
/// <param name="Where">The condition, or null.</param>
/// <param name="Scope">What expressions see; the target comes first.</param>
internal sealed record ChangeInput(BoundBaseTable Target, BoundTableReference From, BoundExpression? Where, Scope Scope)
{
    public static ChangeInput Bind(
        BindingContext context, TableReference target, SyntaxList<FromItem> others, Expression? where,
        CommonTables? tables, string action)
    {
        var table = TargetTable.Find(context, target.Name, action);
        var scope = Scope.Inside(null, tables);
        var alias = target.Alias?.Name ?? table.Name;
        var relation = TableBinder.Instantiate(context, table, alias, scope.Level);
        var item = ScopeItem.Of(alias, target.Alias is null ? table.SchemaName : null, table.Name, relation.Columns);
        scope.Level.AllItems.Add(item);
        // The other items do not see the target, unless they are lateral.
        var from = context.From.Bind(others, scope.With([item]), relation);
        scope = scope.With(from.Items);
        var condition = where is null
            ? null
            : context.Expressions.BindCondition(where, scope.In(ClauseKind.Where), "WHERE");
        return new ChangeInput(relation, from.Reference!, condition, scope);
    }

    /// <summary>The scope of RETURNING, in which the target's name means the new row.</summary>
    public Scope ReturningScope(ImmutableArray<BoundColumnDefinition> newRow)
    {
        var target = Scope.Items[0];
        return Scope.With(Scope.Items.SetItem(0, ScopeItem.Of(target.Alias, target.SchemaName, target.TableName, newRow)));
    }
}
