using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Planning.Expressions;

namespace BTreeDb.Planning.Logical;

/// <summary>
/// Translates the windows of a SELECT: a projection that computes every expression they need once, and over it one
/// operator for each window. Windows that can share a sort follow each other, the one with the longest keys first.
/// </summary>
internal sealed class WindowTranslator(ColumnIdAllocator ids)
{
    private readonly List<BoundProjection> _computed = [];
    private HashSet<ColumnId> _given = [];

    /// <summary>The input with the results of all windows.</summary>
    public LogicalOperator Translate(SubqueryExtraction extraction, ImmutableArray<BoundWindow> windows)
    {
        // The values of subqueries are not among them: unnesting may turn those into outer references.
        _given = ColumnReferences.IdsOf(extraction.Input.Columns);
        var prepared = new List<BoundWindow>(windows.Length);
        foreach (var window in InOrder(windows))
            prepared.Add(Prepare(window, extraction));
        var plan = extraction.Input;
        if (_computed.Count > 0)
            plan = new LogicalProject(plan, [.. Projection.PassThrough(plan.Columns), .. _computed]);
        foreach (var window in prepared)
            plan = new LogicalWindow(plan, window);
        return plan;
    }

    /// <summary>Longest keys first; each window is followed by those whose keys are the beginning of its own.</summary>
    private static List<BoundWindow> InOrder(ImmutableArray<BoundWindow> windows)
    {
        var waiting = new List<BoundWindow>(windows.Length);
        foreach (var window in windows)
            waiting.Add(window);
        var ordered = new List<BoundWindow>(windows.Length);
        while (waiting.Count > 0)
        {
            var longest = waiting[0];
            foreach (var window in waiting)
            {
                if (KeysOf(window).Length > KeysOf(longest).Length)
                    longest = window;
            }

            ordered.Add(longest);
            waiting.Remove(longest);
            for (var i = 0; i < waiting.Count;)
            {
                if (!IsPrefix(KeysOf(waiting[i]), KeysOf(longest)))
                {
                    i++;
                    continue;
                }

                ordered.Add(waiting[i]);
                waiting.RemoveAt(i);
            }
        }

        return ordered;
    }

    private static ImmutableArray<BoundOrdering> KeysOf(BoundWindow window)
    {
        var keys = ImmutableArray.CreateBuilder<BoundOrdering>(window.Partition.Length + window.Order.Length);
        foreach (var key in window.Partition)
            keys.Add(new BoundOrdering(key, false, false));
        keys.AddRange(window.Order);
        return keys.MoveToImmutable();
    }

    private static bool IsPrefix(ImmutableArray<BoundOrdering> keys, ImmutableArray<BoundOrdering> of)
    {
        if (keys.Length > of.Length)
            return false;
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i].Descending != of[i].Descending || keys[i].NullsFirst != of[i].NullsFirst
                || !ExpressionEquality.AreEqual(keys[i].Expression, of[i].Expression))
                return false;
        }

        return true;
    }

    private BoundWindow Prepare(BoundWindow window, SubqueryExtraction extraction)
    {
        var functions = ImmutableArray.CreateBuilder<BoundWindowFunction>(window.Functions.Length);
        foreach (var call in window.Functions)
            functions.Add(Prepare(call, extraction));
        return new BoundWindow(
            Conjunction.Map(window.Partition, key => Column(key, extraction)),
            AggregateExpression.Map(window.Order, key => Column(key, extraction)),
            window.Frame with
            {
                Start = Prepare(window.Frame.Start, extraction),
                End = Prepare(window.Frame.End, extraction),
                Key = window.Frame.Key is null ? null : Column(window.Frame.Key, extraction),
            },
            functions.MoveToImmutable());
    }

    private BoundFrameBound Prepare(BoundFrameBound bound, SubqueryExtraction extraction) => bound with
    {
        Offset = bound.Offset is null ? null : extraction.Extract(bound.Offset),
        Limit = bound.Limit is null ? null : Column(bound.Limit, extraction),
    };

    /// <summary>An argument is computed only on the rows that pass the filter, which may guard it.</summary>
    private BoundWindowFunction Prepare(BoundWindowFunction call, SubqueryExtraction extraction)
    {
        if (call.Filter is null)
            return call with { Arguments = Conjunction.Map(call.Arguments, argument => Column(argument, extraction)) };
        var filter = Column(call.Filter, extraction);
        return call with
        {
            Filter = filter,
            Arguments = Conjunction.Map(
                call.Arguments,
                argument => Column(new BoundCase([new BoundWhen(call.Filter, argument)], null, argument.Type), extraction)),
        };
    }

    /// <summary>The column of the input that holds an expression.</summary>
    private BoundColumn Column(BoundExpression expression, SubqueryExtraction extraction)
    {
        expression = extraction.Extract(expression);
        if (expression is BoundColumn column && _given.Contains(column.Id))
            return column;
        foreach (var known in _computed)
        {
            if (!Volatility.IsVolatile(expression) && ExpressionEquality.AreEqual(known.Expression, expression))
                return Projection.Reference(known.Column);
        }

        var name = expression is BoundColumn outer ? outer.Name : "?window?";
        var computed = ids.Create(name, expression.Type);
        _computed.Add(new BoundProjection(computed, expression));
        return Projection.Reference(computed);
    }
}
