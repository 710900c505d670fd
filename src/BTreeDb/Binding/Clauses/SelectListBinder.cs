using System.Linq;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Scalars;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Binding.Clauses;

/// <summary>Binds select lists and RETURNING: expressions, and the columns that stars stand for.</summary>
internal sealed class SelectListBinder(BindingContext context)
{
    public TargetList Bind(SyntaxList<SelectItem> items, Scope scope)
    {
        var targets = new TargetList(context, scope.Level);
        foreach (var item in items)
        {
            if (item is { Alias: null, Value: ColumnReference bare })
                context.Uses?.BareItems.Add(bare.Position);
            if (item.Value is AllColumns star)
                Expand(star, scope, targets);
            else if (item.Value is AllFields fields)
                ExpandFields(fields, scope, targets);
            else
                targets.Add(ColumnNames.Of(item), context.Expressions.Bind(item.Value, scope));
        }
        return targets;
    }

    /// <summary><c>(row).*</c></summary>
    private void ExpandFields(AllFields syntax, Scope scope, TargetList targets)
    {
        if (context.Expressions.Bind(syntax.Operand, scope) is not BoundRow row)
            throw QueryErrors.MisplacedStar(syntax.Position);
        for (var i = 0; i < row.Fields.Length; i++)
            targets.Add(row.Names[i], row.Fields[i]);
    }

    private void Expand(AllColumns star, Scope scope, TargetList targets)
    {
        var qualifier = star.Qualifier;
        if (!qualifier.IsEmpty)
        {
            if (qualifier.Count > 2)
                throw NameErrors.CrossDatabase(string.Join('.', qualifier), star.Position);
            var schema = qualifier.Count == 2 ? qualifier[0] : null;
            var named = ColumnResolver.ResolveItem(schema, qualifier[^1], scope, star.Position);
            context.Uses?.AddStar(star.Position, [named]);
            Add(named, targets, star.Position);
            return;
        }
        if (scope.Items.IsEmpty)
            throw QueryErrors.StarWithoutTables(star.Position);
        context.Uses?.AddStar(star.Position, scope.Items.Where(static item => item.ShowsColumns));
        foreach (var item in scope.Items)
        {
            if (item.ShowsColumns)
                Add(item, targets, star.Position);
        }
    }

    private static void Add(ScopeItem item, TargetList targets, int position)
    {
        foreach (var column in item.Columns)
        {
            if (!column.IsHidden)
                targets.Add(column.Name, column.Value with { Position = position });
        }
    }
}
