using System.Collections.Immutable;
using BTreeDb.Binding.Clauses;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Names;
using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Binding.Changes;

/// <summary>A row of a table as an updatable view over it shows it.</summary>
/// <param name="Columns">The view's columns, as expressions over the row.</param>
/// <param name="Conditions">The conditions of the view and of those below it, innermost first.</param>
internal sealed record ViewRow(ImmutableArray<ScopeColumn> Columns, ImmutableArray<ViewCondition> Conditions)
{
    /// <summary>The table below a view; 55000 when the view, or one below it, is not updatable.</summary>
    public static TableSchema FindTable(BindingContext context, ViewSchema view, ChangeKind kind)
    {
        StackDepth.Ensure();
        if (ViewUpdatability.ReasonAgainst(context, view) is { } reason)
            throw ChangeErrors.NotUpdatable(kind, view.Name, reason);
        return Within(context, view, () =>
        {
            var name = ViewUpdatability.Read(view).Base.Name;
            if (CatalogNames.FindTable(context, name) is { } table)
                return table;
            return CatalogNames.FindView(context, name) is { } below
                ? FindTable(context, below, kind)
                : throw ChangeErrors.NotUpdatable(kind, view.Name, ViewUpdatability.NotOneRelation);
        });
    }

    /// <summary>Shows a row of the table through a view.</summary>
    public static ViewRow Bind(BindingContext context, ViewSchema view, ImmutableArray<BoundColumnDefinition> row) =>
        Bind(context, view, row, isCascaded: false);

    private static ViewRow Bind(
        BindingContext context, ViewSchema view, ImmutableArray<BoundColumnDefinition> row, bool isCascaded)
    {
        StackDepth.Ensure();
        isCascaded |= view.CheckOption == ViewCheck.Cascaded;
        return Within(context, view, () =>
        {
            var (query, reference) = ViewUpdatability.Read(view);
            var below = BindBase(context, reference, row, isCascaded);
            var level = row.IsEmpty ? new QueryLevel(null) : context.LevelOf(row[0].Id);
            var clause = level.Clause;
            var scope = new Scope(null, level, null, [below.Item]);
            var targets = new SelectListBinder(context).Bind(query.Items, scope.In(ClauseKind.SelectList));
            targets.Settle(context.Coercer);
            var columns = ImmutableArray.CreateBuilder<ScopeColumn>(view.ColumnNames.Length);
            for (var i = 0; i < view.ColumnNames.Length; i++)
                columns.Add(new ScopeColumn(view.ColumnNames[i], targets[i].Expression));
            var conditions = below.Conditions;
            if (query.Where is { } where)
            {
                var condition = context.Expressions.BindCondition(where, scope.In(ClauseKind.Where), "WHERE");
                conditions = conditions.Add(
                    new ViewCondition(view, condition, isCascaded || view.CheckOption == ViewCheck.Local));
            }
            level.Clause = clause;
            return new ViewRow(columns.MoveToImmutable(), conditions);
        });
    }

    /// <summary>What is in the view's FROM, under the names that it has there.</summary>
    private static (ScopeItem Item, ImmutableArray<ViewCondition> Conditions) BindBase(
        BindingContext context, TableReference reference, ImmutableArray<BoundColumnDefinition> row, bool isCascaded)
    {
        var (name, alias) = (reference.Name, reference.Alias);
        ScopeItem item;
        ImmutableArray<ViewCondition> conditions = [];
        if (CatalogNames.FindTable(context, name) is { } table)
        {
            item = ScopeItem.Of(alias?.Name ?? table.Name, alias is null ? table.SchemaName : null, table.Name, row);
        }
        else
        {
            var view = CatalogNames.FindView(context, name)!;
            var below = Bind(context, view, row, isCascaded);
            conditions = below.Conditions;
            item = new ScopeItem(alias?.Name ?? view.Name, alias is null ? view.SchemaName : null, view.Name, below.Columns);
        }
        var columns = item.Columns.ToBuilder();
        for (var i = 0; i < (alias?.Columns.Count ?? 0) && i < columns.Count; i++)
            columns[i] = columns[i] with { Name = alias!.Columns[i].Text };
        return (item with { Columns = columns.ToImmutable() }, conditions);
    }

    /// <summary>Binds parts of a view's text: under the names of its schema, and without positions.</summary>
    private static T Within<T>(BindingContext context, ViewSchema view, Func<T> bind)
    {
        var around = context.ViewSchema;
        context.ViewSchema = view.SchemaName;
        try
        {
            return bind();
        }
        catch (EngineException error) when (error.Position >= 0)
        {
            throw error.WithoutPosition();
        }
        finally
        {
            context.ViewSchema = around;
        }
    }
}
