using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Diagnostics;

namespace BTreeDb.Binding.Analysis;

/// <summary>
/// Walks a bound tree and rebuilds what a derived class changes; what stays the same is shared. Subqueries and their
/// FROM items are walked, too.
/// </summary>
internal abstract class BoundTreeRewriter
{
    /// <summary>Rewrites an expression; null stays null.</summary>
    public virtual BoundExpression Rewrite(BoundExpression expression)
    {
        StackDepth.Ensure();
        return expression switch
        {
            BoundColumn column => RewriteColumn(column),
            BoundCall call => Same(call.Arguments, Rewrite(call.Arguments)) is { } arguments
                ? call with { Arguments = arguments } : call,
            BoundCast cast => Rewrite(cast.Operand) is var operand && ReferenceEquals(operand, cast.Operand)
                ? cast : cast with { Operand = operand },
            BoundDomainCheck check => Rewrite(check.Operand) is var operand && ReferenceEquals(operand, check.Operand)
                ? check : check with { Operand = operand },
            BoundLogical logical => Same(logical.Operands, Rewrite(logical.Operands)) is { } operands
                ? logical with { Operands = operands } : logical,
            BoundRow row => Same(row.Fields, Rewrite(row.Fields)) is { } fields ? row with { Fields = fields } : row,
            BoundCoalesce coalesce => Same(coalesce.Operands, Rewrite(coalesce.Operands)) is { } operands
                ? coalesce with { Operands = operands } : coalesce,
            BoundNot not => not with { Operand = Rewrite(not.Operand) },
            BoundIsNull test => test with { Operand = Rewrite(test.Operand) },
            BoundIsBoolean test => test with { Operand = Rewrite(test.Operand) },
            BoundIsDistinct test => test with { Left = Rewrite(test.Left), Right = Rewrite(test.Right) },
            BoundInList list => list with { Operand = Rewrite(list.Operand), Values = Rewrite(list.Values) },
            BoundCase choice => choice with
            {
                Branches = Rewrite(choice.Branches),
                Else = choice.Else is null ? null : Rewrite(choice.Else),
            },
            BoundGrouping grouping => grouping with { Arguments = Rewrite(grouping.Arguments) },
            BoundSubquery subquery => RewriteSubquery(subquery),
            _ => expression,
        };
    }

    /// <summary>Rewrites a query and all that is in it.</summary>
    public virtual BoundQuery Rewrite(BoundQuery query)
    {
        StackDepth.Ensure();
        return query switch
        {
            BoundSelect select => RewriteSelect(select),
            BoundOrderedQuery ordered => ordered with
            {
                Input = Rewrite(ordered.Input),
                Limit = ordered.Limit is null ? null : Rewrite(ordered.Limit),
                Offset = ordered.Offset is null ? null : Rewrite(ordered.Offset),
            },
            BoundSetOperation operation => operation with { Left = Rewrite(operation.Left), Right = Rewrite(operation.Right) },
            BoundRecursion recursion => recursion with { Start = Rewrite(recursion.Start), Step = Rewrite(recursion.Step) },
            BoundValues values => values with { Rows = RewriteRows(values.Rows) },
            _ => query,
        };
    }

    /// <summary>Rewrites an item of FROM.</summary>
    public virtual BoundTableReference Rewrite(BoundTableReference item)
    {
        StackDepth.Ensure();
        return item switch
        {
            BoundJoin join => join with
            {
                Left = Rewrite(join.Left),
                Right = Rewrite(join.Right),
                Condition = join.Condition is null ? null : Rewrite(join.Condition),
            },
            BoundDerivedTable derived => derived with { Query = Rewrite(derived.Query) },
            BoundRowsFrom rows => rows with { Parts = Rewrite(rows.Parts) },
            BoundSample sample => sample with
            {
                Percent = Rewrite(sample.Percent),
                Seed = sample.Seed is null ? null : Rewrite(sample.Seed),
            },
            BoundFunctionTable function => function with { Arguments = Rewrite(function.Arguments) },
            _ => item,
        };
    }

    /// <summary>Rewrites a reference to a column.</summary>
    protected virtual BoundExpression RewriteColumn(BoundColumn column) => column;

    /// <summary>Rewrites a subquery with its operand.</summary>
    protected virtual BoundExpression RewriteSubquery(BoundSubquery subquery) => subquery with
    {
        Query = Rewrite(subquery.Query),
        Operand = subquery.Operand is null ? null : Rewrite(subquery.Operand),
        Test = subquery.Test is null ? null : Rewrite(subquery.Test),
    };

    /// <summary>Rewrites all of a list; the same array when nothing changed.</summary>
    protected ImmutableArray<BoundExpression> Rewrite(ImmutableArray<BoundExpression> expressions)
    {
        ImmutableArray<BoundExpression>.Builder? changed = null;
        for (var i = 0; i < expressions.Length; i++)
        {
            var rewritten = Rewrite(expressions[i]);
            if (changed is null && ReferenceEquals(rewritten, expressions[i]))
                continue;
            changed ??= expressions.ToBuilder();
            changed[i] = rewritten;
        }
        return changed?.MoveToImmutable() ?? expressions;
    }

    private BoundSelect RewriteSelect(BoundSelect select) => select with
    {
        From = select.From is null ? null : Rewrite(select.From),
        Where = select.Where is null ? null : Rewrite(select.Where),
        GroupKeys = Rewrite(select.GroupKeys),
        Aggregates = Rewrite(select.Aggregates),
        Having = select.Having is null ? null : Rewrite(select.Having),
        RowFunctions = Rewrite(select.RowFunctions),
        GroupedRowFunctions = Rewrite(select.GroupedRowFunctions),
        Windows = Rewrite(select.Windows),
        Projections = Rewrite(select.Projections),
    };

    private ImmutableArray<BoundTableReference> Rewrite(ImmutableArray<BoundTableReference> items)
    {
        var rewritten = ImmutableArray.CreateBuilder<BoundTableReference>(items.Length);
        foreach (var item in items)
            rewritten.Add(Rewrite(item));
        return rewritten.MoveToImmutable();
    }

    private ImmutableArray<BoundProjection> Rewrite(ImmutableArray<BoundProjection> projections)
    {
        var rewritten = ImmutableArray.CreateBuilder<BoundProjection>(projections.Length);
        foreach (var projection in projections)
            rewritten.Add(projection with { Expression = Rewrite(projection.Expression) });
        return rewritten.MoveToImmutable();
    }

    private ImmutableArray<BoundAggregate> Rewrite(ImmutableArray<BoundAggregate> aggregates)
    {
        var rewritten = ImmutableArray.CreateBuilder<BoundAggregate>(aggregates.Length);
        foreach (var aggregate in aggregates)
        {
            rewritten.Add(aggregate with
            {
                Arguments = Rewrite(aggregate.Arguments),
                DirectArguments = Rewrite(aggregate.DirectArguments),
                Order = Rewrite(aggregate.Order),
                Filter = aggregate.Filter is null ? null : Rewrite(aggregate.Filter),
            });
        }
        return rewritten.MoveToImmutable();
    }

    private ImmutableArray<BoundFunctionTable> Rewrite(ImmutableArray<BoundFunctionTable> calls)
    {
        if (calls.IsEmpty)
            return calls;
        var rewritten = ImmutableArray.CreateBuilder<BoundFunctionTable>(calls.Length);
        foreach (var call in calls)
            rewritten.Add(call with { Arguments = Rewrite(call.Arguments) });
        return rewritten.MoveToImmutable();
    }

    /// <summary>Rewrites windows with the calls over them.</summary>
    protected ImmutableArray<BoundWindow> Rewrite(ImmutableArray<BoundWindow> windows)
    {
        if (windows.IsEmpty)
            return windows;
        var rewritten = ImmutableArray.CreateBuilder<BoundWindow>(windows.Length);
        foreach (var window in windows)
        {
            rewritten.Add(new BoundWindow(
                Rewrite(window.Partition), Rewrite(window.Order), Rewrite(window.Frame), Rewrite(window.Functions)));
        }

        return rewritten.MoveToImmutable();
    }

    private BoundFrame Rewrite(BoundFrame frame) => frame with
    {
        Start = Rewrite(frame.Start),
        End = Rewrite(frame.End),
        Key = frame.Key is null ? null : Rewrite(frame.Key),
    };

    private BoundFrameBound Rewrite(BoundFrameBound bound) => bound with
    {
        Offset = bound.Offset is null ? null : Rewrite(bound.Offset),
        Limit = bound.Limit is null ? null : Rewrite(bound.Limit),
    };

    private ImmutableArray<BoundWindowFunction> Rewrite(ImmutableArray<BoundWindowFunction> calls)
    {
        var rewritten = ImmutableArray.CreateBuilder<BoundWindowFunction>(calls.Length);
        foreach (var call in calls)
        {
            rewritten.Add(call with
            {
                Arguments = Rewrite(call.Arguments),
                Filter = call.Filter is null ? null : Rewrite(call.Filter),
            });
        }

        return rewritten.MoveToImmutable();
    }

    private ImmutableArray<BoundOrdering> Rewrite(ImmutableArray<BoundOrdering> order)
    {
        if (order.IsEmpty)
            return order;
        var rewritten = ImmutableArray.CreateBuilder<BoundOrdering>(order.Length);
        foreach (var key in order)
            rewritten.Add(key with { Expression = Rewrite(key.Expression) });
        return rewritten.MoveToImmutable();
    }

    private ImmutableArray<BoundWhen> Rewrite(ImmutableArray<BoundWhen> branches)
    {
        var rewritten = ImmutableArray.CreateBuilder<BoundWhen>(branches.Length);
        foreach (var branch in branches)
            rewritten.Add(new BoundWhen(Rewrite(branch.Condition), Rewrite(branch.Result)));
        return rewritten.MoveToImmutable();
    }

    private ImmutableArray<ImmutableArray<BoundExpression>> RewriteRows(ImmutableArray<ImmutableArray<BoundExpression>> rows)
    {
        var rewritten = ImmutableArray.CreateBuilder<ImmutableArray<BoundExpression>>(rows.Length);
        foreach (var row in rows)
            rewritten.Add(Rewrite(row));
        return rewritten.MoveToImmutable();
    }

    private static ImmutableArray<BoundExpression>? Same(
        ImmutableArray<BoundExpression> before, ImmutableArray<BoundExpression> after) => before == after ? null : after;
}
