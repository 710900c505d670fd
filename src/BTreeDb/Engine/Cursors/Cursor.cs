using System.Collections.Immutable;
using BTreeDb.Diagnostics;
using BTreeDb.Parsing.Syntax.Session;

namespace BTreeDb.Engine.Cursors;

/// <summary>A cursor: rows, and a position among them, which is before the first, on one, or after the last.</summary>
/// <param name="name">Its name.</param>
/// <param name="text">The statement that declared it.</param>
/// <param name="columns">The columns that a fetch shows.</param>
/// <param name="rows">The rows, with the columns of <paramref name="key"/> behind those that are shown.</param>
/// <param name="key">What identifies its rows in their table, if it reads one table in the simplest way.</param>
internal sealed class Cursor(string name, string text, ImmutableArray<ResultColumn> columns, CursorRows rows, CursorKey? key)
    : IDisposable
{
    private int _position;
    private bool _hasFailed;

    public string Name { get; } = name;

    public string Text { get; } = text;

    public ImmutableArray<ResultColumn> Columns { get; } = columns;

    /// <summary>What identifies its rows in their table, if it reads one table in the simplest way.</summary>
    public CursorKey? Key { get; } = key;

    /// <summary>Whether it may go back.</summary>
    public required bool IsScrollable { get; init; }

    /// <summary>Whether it outlives its transaction.</summary>
    public required bool IsHoldable { get; init; }

    /// <summary>The block that it was declared in.</summary>
    public required TransactionBlock Block { get; init; }

    /// <summary>Its place in the block.</summary>
    public required int Place { get; init; }

    /// <summary>When it was declared, in microseconds since 2000-01-01 UTC.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Whether its block still lets it be.</summary>
    public bool IsAlive => Block.Stands(Place) && (!Block.IsOver || IsHoldable);

    /// <summary>The number of the row that it stands on, from 0; -1 when it stands on none.</summary>
    public int CurrentRow => _position >= 1 && _position <= rows.Count ? _position - 1 : -1;

    /// <summary>A value of the row that it stands on, by place among shown and hidden columns.</summary>
    public Types.Datum ValueOf(int column) => rows.ValueOf(CurrentRow, column);

    /// <summary>Moves, and returns the numbers of the rows that it came over.</summary>
    public IReadOnlyList<int> Move(FetchDirection direction, long? count)
    {
        if (_hasFailed)
            throw CursorErrors.CannotRun(Name);
        try
        {
            return MoveBy(direction, count);
        }
        catch (EngineException)
        {
            _hasFailed = true;
            throw;
        }
    }

    /// <summary>Gives its rows up.</summary>
    public void Dispose() => rows.Dispose();

    /// <summary>Adds rows to a result.</summary>
    public void CopyTo(IReadOnlyList<int> numbers, BufferedRows target) => rows.CopyTo(numbers, Columns.Length, target);

    private IReadOnlyList<int> MoveBy(FetchDirection direction, long? count) => direction switch
    {
        FetchDirection.Forward => count >= 0 || count is null ? Forward(count) : Backward(-count),
        FetchDirection.Backward => count >= 0 || count is null ? Backward(count) : Forward(-count),
        FetchDirection.Absolute => MoveTo(count!.Value >= 0 ? count.Value : rows.Count + 1 + count.Value, isFromEnd: count < 0),
        _ => MoveTo(_position + count!.Value, isFromEnd: false),
    };

    /// <summary>Zero rows forward means the current row again.</summary>
    private List<int> Forward(long? count)
    {
        if (count == 0)
            return CurrentRow >= 0 ? [CurrentRow] : [];
        var passed = new List<int>();
        while (_position <= rows.Count && (count is null || passed.Count < count))
        {
            _position++;
            if (_position > rows.Count)
            {
                rows.EndReached();
                break;
            }

            passed.Add(_position - 1);
        }

        return passed;
    }

    private List<int> Backward(long? count)
    {
        if (count == 0)
            return Forward(0);
        EnsureScrollable();
        var passed = new List<int>();
        while (_position >= 1 && (count is null || passed.Count < count))
        {
            _position--;
            if (_position >= 1)
                passed.Add(_position - 1);
        }

        return passed;
    }

    private int[] MoveTo(long position, bool isFromEnd)
    {
        var target = (int)Math.Clamp(position, 0, rows.Count + 1L);
        if (target < _position || isFromEnd)
            EnsureScrollable();
        if (target > rows.Count)
            rows.EndReached();
        _position = target;
        return CurrentRow >= 0 ? [CurrentRow] : [];
    }

    private void EnsureScrollable()
    {
        if (!IsScrollable)
            throw CursorErrors.CannotScrollBack();
    }
}
