using System.Collections.Immutable;
using BTreeDb.Binding.Analysis;
using BTreeDb.Binding.Clauses;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Binding.Scalars;

/// <summary>Binds OVER and the WINDOW clause: named windows, what is copied from them, partitions, order and frame.</summary>
internal sealed class WindowBinder(BindingContext context)
{
    private readonly FrameBinder _frames = new(context);

    /// <summary>The window of a call, shared with the calls over an equal one.</summary>
    public WindowDefinition Bind(OverClause syntax, Scope scope)
    {
        if (syntax.WindowName is { } name)
            return scope.Level.Share(Find(name, syntax.Position, scope));
        return scope.Level.Share(Bind(syntax.Specification!, scope));
    }

    /// <summary>Binds every window of a WINDOW clause, so that the unused ones are checked, too.</summary>
    public void BindClause(SyntaxList<NamedWindow> windows, Scope scope)
    {
        for (var i = 0; i < windows.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (windows[j].Name == windows[i].Name)
                    throw WindowErrors.Duplicate(windows[i].Name, windows[i].Position);
            }

            Find(windows[i].Name, windows[i].Position, scope);
        }
    }

    private WindowDefinition Find(string name, int position, Scope scope)
    {
        var level = scope.Level;
        if (level.NamedWindows.TryGetValue(name, out var known))
            return known;
        for (var i = 0; i < level.VisibleWindowCount; i++)
        {
            if (level.WindowClause[i].Name != name)
                continue;
            // A definition sees only those before it.
            var visible = level.VisibleWindowCount;
            level.VisibleWindowCount = i;
            var window = Bind(level.WindowClause[i].Specification, scope);
            level.VisibleWindowCount = visible;
            level.NamedWindows.TryAdd(name, window);
            return window;
        }

        throw WindowErrors.Undefined(name, position);
    }

    private WindowDefinition Bind(WindowSpecification syntax, Scope scope)
    {
        var copied = syntax.BaseWindow is null ? null : Find(syntax.BaseWindow, syntax.Position, scope);
        if (copied is not null)
            CheckCopy(copied, syntax);
        var clause = scope.Level.Clause;
        scope.Level.Clause = ClauseKind.WindowDefinition;
        var partition = copied?.Partition ?? BindPartition(syntax.PartitionBy, scope);
        var order = copied is { Order.IsEmpty: false } ? copied.Order : BindOrder(syntax.OrderBy, scope);
        var frame = syntax.Frame is null ? BoundFrame.Default : _frames.Bind(syntax.Frame, order, scope);
        scope.Level.Clause = clause;
        return new WindowDefinition(partition, order, frame, syntax.Frame is not null);
    }

    private static void CheckCopy(WindowDefinition copied, WindowSpecification syntax)
    {
        var name = syntax.BaseWindow!;
        if (!syntax.PartitionBy.IsEmpty)
            throw WindowErrors.CannotOverride("PARTITION BY", name, syntax.Position);
        if (!syntax.OrderBy.IsEmpty && !copied.Order.IsEmpty)
            throw WindowErrors.CannotOverride("ORDER BY", name, syntax.Position);
        if (copied.HasFrameClause)
        {
            var isBare = syntax.OrderBy.IsEmpty && syntax.Frame is null;
            throw WindowErrors.CannotCopyFrame(name, isBare, syntax.Position);
        }
    }

    private ImmutableArray<BoundExpression> BindPartition(SyntaxList<Expression> syntax, Scope scope)
    {
        var keys = ImmutableArray.CreateBuilder<BoundExpression>(syntax.Count);
        foreach (var item in syntax)
            keys.Add(context.Collations.EqualityKey(BindKey(item, scope)));

        return keys.ToImmutable();
    }

    private ImmutableArray<BoundOrdering> BindOrder(SyntaxList<SortItem> syntax, Scope scope)
    {
        var keys = ImmutableArray.CreateBuilder<BoundOrdering>(syntax.Count);
        foreach (var item in syntax)
        {
            var order = SortOrder.Of(item);
            var key = context.Collations.SortKey(BindKey(item.Key, scope));
            keys.Add(new BoundOrdering(key, order.Descending, order.NullsFirst));
        }

        return keys.ToImmutable();
    }

    private BoundExpression BindKey(Expression syntax, Scope scope)
    {
        var key = context.Coercer.SettleAsText(context.Expressions.Bind(syntax, scope));
        ColumnUses.Visit(key, use =>
        {
            if (scope.Level.IsWindowOutput(use.Id))
                throw WindowErrors.NotAllowedIn("window definitions", use.Position);
        });
        return key;
    }
}
