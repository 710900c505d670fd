using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Operators;

namespace BTreeDb.Execution.Windows;

/// <summary>
/// States of an aggregate over all runs of 16 rows, of 256 rows and so on: any range of rows is a few of them and a few
/// rows at its ends. (Leis, Kundhikanjana, Kemper, Neumann: "Efficient Processing of Window Functions in Analytical SQL
/// Queries", VLDB 2015.)
/// </summary>
internal sealed class SegmentTree(Func<AggregateState> create)
{
    private const int FanShift = 4;
    private const int Fan = 1 << FanShift;
    private readonly List<(AggregateState State, int Count)> _levels = [];
    private readonly int[] _targets = new int[4 * Fan];

    /// <summary>Whether there are no levels, so that it must be built before it is asked.</summary>
    public bool IsEmpty => _levels.Count == 0;

    /// <summary>Forgets all levels.</summary>
    public void Clear() => _levels.Clear();

    /// <summary>Builds all levels over the rows.</summary>
    public void Build(WindowAggregate input, RowBlocks rows)
    {
        var state = create();
        var count = (rows.Count + Fan - 1) >> FanShift;
        state.EnsureGroups(count);
        input.AddGrouped(state, rows, FanShift);
        _levels.Add((state, count));
        while (count > Fan)
        {
            var groupOf = new int[count];
            for (var i = 0; i < count; i++)
                groupOf[i] = i >> FanShift;
            var above = create();
            count = (count + Fan - 1) >> FanShift;
            above.EnsureGroups(count);
            above.Merge(state, groupOf);
            _levels.Add((above, count));
            state = above;
        }
    }

    /// <summary>Adds a range of rows to group 0 of a state, in order.</summary>
    public void Add(AggregateState target, WindowAggregate input, RowBlocks rows, int start, int end)
    {
        var first = (start + Fan - 1) >> FanShift;
        var last = end >> FanShift;
        if (first >= last)
        {
            input.Add(target, rows, start, end);
            return;
        }

        input.Add(target, rows, start, first << FanShift);
        AddLevel(target, 0, first, last);
        input.Add(target, rows, last << FanShift, end);
    }

    private void AddLevel(AggregateState target, int level, int start, int end)
    {
        var first = (start + Fan - 1) >> FanShift;
        var last = end >> FanShift;
        var state = _levels[level].State;
        if (level + 1 == _levels.Count || first >= last)
        {
            target.Merge(state, start, _targets.AsSpan(0, end - start));
            return;
        }

        target.Merge(state, start, _targets.AsSpan(0, (first << FanShift) - start));
        AddLevel(target, level + 1, first, last);
        target.Merge(state, last << FanShift, _targets.AsSpan(0, end - (last << FanShift)));
    }
}
