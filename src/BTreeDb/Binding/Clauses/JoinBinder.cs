using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Parsing.Syntax.Queries;
using JoinKind = BTreeDb.Binding.Queries.JoinKind;
using JoinSyntaxKind = BTreeDb.Parsing.Syntax.Queries.JoinKind;

namespace BTreeDb.Binding.Clauses;

/// <summary>Binds joins: both sides, the condition, and what names mean above the join.</summary>
internal sealed class JoinBinder(BindingContext context, FromBinder from)
{
    private readonly JoinUsingBinder _using = new(context);

    public BoundFromItem Bind(JoinedTable syntax, Scope scope)
    {
        var kind = KindOf(syntax.Kind);
        var left = BindSide(syntax.Left, kind is JoinKind.Right or JoinKind.Full, scope);
        var visible = scope.With(scope.Items.AddRange(ForLateral(left.Items, kind)));
        var right = BindSide(syntax.Right, kind is JoinKind.Left or JoinKind.Full, visible);
        FromBinder.CheckNames(left.Items, right.Items, syntax.Right.Position);
        var merged = _using.Bind(syntax, kind, left, right);
        var condition = syntax.On is null ? merged.Condition : BindOn(syntax, left, right, scope);
        var columns = left.Reference.Columns.AddRange(right.Reference.Columns);
        var join = new BoundJoin(kind, left.Reference, right.Reference, condition, columns);
        return new BoundFromItem(join, Show(syntax, merged, left, right, scope));
    }

    private BoundFromItem BindSide(FromItem syntax, bool isNullable, Scope scope)
    {
        var place = isNullable ? context.EnterRecursionPlace(RecursionPlace.OuterJoin) : context.RecursionPlace;
        var item = from.BindItem(syntax, scope);
        context.RecursionPlace = place;
        return item;
    }

    /// <summary>The right side may use the left one only where every left row is kept as it is.</summary>
    private static ImmutableArray<ScopeItem> ForLateral(ImmutableArray<ScopeItem> items, JoinKind kind)
    {
        if (kind is not (JoinKind.Right or JoinKind.Full))
            return items;
        var refused = ImmutableArray.CreateBuilder<ScopeItem>(items.Length);
        foreach (var item in items)
            refused.Add(item with { AllowsLateral = false });
        return refused.MoveToImmutable();
    }

    private BoundExpression BindOn(JoinedTable syntax, BoundFromItem left, BoundFromItem right, Scope scope)
    {
        var inside = scope.With(left.Items.AddRange(right.Items)).In(ClauseKind.JoinCondition);
        return context.Expressions.BindCondition(syntax.On!, inside, "JOIN/ON");
    }

    /// <summary>The join shows the columns; its sides keep their names, unless the join has one of its own.</summary>
    private static ImmutableArray<ScopeItem> Show(
        JoinedTable syntax, MergedColumns merged, BoundFromItem left, BoundFromItem right, Scope scope)
    {
        var items = ImmutableArray.CreateBuilder<ScopeItem>();
        if (syntax.Alias is { } alias)
        {
            items.Add(new ScopeItem(alias.Name, null, null, Rename(merged.All, alias, syntax.Position)));
        }
        else
        {
            items.Add(new ScopeItem(null, null, null, merged.All));
            AddSide(items, left, syntax.Kind is JoinSyntaxKind.Right or JoinSyntaxKind.Full);
            AddSide(items, right, syntax.Kind is JoinSyntaxKind.Left or JoinSyntaxKind.Full);
        }
        if (syntax.UsingAlias is { } usingAlias)
            items.Add(new ScopeItem(usingAlias, null, null, merged.Common) { ShowsColumns = false });
        scope.Level.AllItems.AddRange(items);
        return items.ToImmutable();
    }

    private static void AddSide(ImmutableArray<ScopeItem>.Builder items, BoundFromItem side, bool mayBeMissing)
    {
        foreach (var item in side.Items)
        {
            if (item.Alias is not null)
                items.Add(item with { ShowsColumns = false, MayBeMissing = item.MayBeMissing || mayBeMissing });
        }
    }

    private static ImmutableArray<ScopeColumn> Rename(ImmutableArray<ScopeColumn> columns, TableAlias alias, int position)
    {
        if (alias.Columns.Count > columns.Length)
        {
            throw Errors.NameErrors.TooManyColumnAliases(
                alias.Name, columns.Length, alias.Columns.Count, position);
        }
        var renamed = columns.ToBuilder();
        for (var i = 0; i < alias.Columns.Count; i++)
            renamed[i] = columns[i] with { Name = alias.Columns[i].Text };
        return renamed.ToImmutable();
    }

    private static JoinKind KindOf(JoinSyntaxKind kind) => kind switch
    {
        JoinSyntaxKind.Cross => JoinKind.Cross,
        JoinSyntaxKind.Inner => JoinKind.Inner,
        JoinSyntaxKind.Left => JoinKind.Left,
        JoinSyntaxKind.Right => JoinKind.Right,
        _ => JoinKind.Full,
    };
}
