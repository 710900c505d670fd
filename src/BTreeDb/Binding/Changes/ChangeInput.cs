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
/// <param name="Through">What the statement names: the table, or a view of it.</param>
/// <param name="Target">The table.</param>
/// <param name="From">The target joined with the other items.</param>
/// <param name="Where">The condition, or null.</param>
/// <param name="Scope">What expressions see; the target comes first.</param>
internal sealed record ChangeInput(
    ChangeTarget Through, BoundBaseTable Target, BoundTableReference From, BoundExpression? Where, Scope Scope)
{
    public static ChangeInput Bind(
        BindingContext context, TableReference target, SyntaxList<FromItem> others, Expression? where,
        CommonTables? tables, ChangeKind kind)
    {
        var through = ChangeTarget.Find(context, target.Name, kind);
        var scope = Scope.Inside(null, tables);
        var relation = TableBinder.Instantiate(context, through.Table, target.Alias?.Name ?? through.Name, scope.Level);
        var item = through.ItemOver(target.Alias?.Name, relation.Columns);
        scope.Level.AllItems.Add(item);
        // The other items do not see the target, unless they are lateral.
        var from = context.From.Bind(others, scope.With([item]), relation);
        scope = scope.With(from.Items);
        var condition = where is null
            ? null
            : context.Expressions.BindCondition(where, scope.In(ClauseKind.Where), "WHERE");
        return new ChangeInput(
            through, relation, from.Reference!, through.Condition(relation.Columns, condition), scope);
    }

    /// <summary>The scope of RETURNING, in which the target's name means the new row.</summary>
    public Scope ReturningScope(ImmutableArray<BoundColumnDefinition> newRow)
    {
        var target = Scope.Items[0];
        var alias = target.SchemaName is null ? target.Alias : null;
        return Scope.With(Scope.Items.SetItem(0, Through.ItemOver(alias, newRow)));
    }
}
