using System.Globalization;
using BTreeDb.Diagnostics;
using BTreeDb.Engine.Plans;
using BTreeDb.Parsing.Syntax.Session;

namespace BTreeDb.Engine.Cursors;

/// <summary>DECLARE, FETCH, MOVE and CLOSE.</summary>
internal sealed class CursorCommands(SessionTransaction transaction) : IDisposable
{
    /// <summary>The open cursors.</summary>
    public CursorTable Cursors { get; } = new();

    /// <summary>Refuses what cannot be declared, before the query is looked at.</summary>
    public void Check(DeclareCursorStatement declare)
    {
        if (declare.Binary)
            throw SessionErrors.NotSupported("DECLARE BINARY CURSOR", declare.Position);
        if (!declare.WithHold && !transaction.IsBlock)
            throw SessionErrors.OnlyInTransaction("DECLARE CURSOR");
        if (!declare.Query.Locking.IsEmpty && (declare.WithHold || declare.Scroll == true))
            throw CursorErrors.LockedWith(declare.WithHold ? "WITH HOLD" : "SCROLL");
        Cursors.EnsureFree(declare.Name);
    }

    /// <summary>Keeps a cursor over the rows of its query.</summary>
    /// <param name="declare">The statement.</param>
    /// <param name="text">Its text.</param>
    /// <param name="plan">The plan of the query.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="key">The table whose key lies behind the query's own columns, or null.</param>
    public void Add(DeclareCursorStatement declare, string text, CachedPlan plan, CursorRows rows, CursorKey? key)
    {
        var shown = plan.Columns.Length - (key?.Table.PrimaryKey.Length ?? 0);
        var canScroll = declare.Query.Locking.IsEmpty && BackwardScan.IsSupportedBy(plan.Plan);
        Cursors.Add(new Cursor(declare.Name, text, plan.Columns[..shown], rows, key)
        {
            IsScrollable = declare.Scroll ?? canScroll,
            IsHoldable = declare.WithHold,
            Block = transaction.Block,
            Place = transaction.Block.NextPlace(),
            CreatedAt = SessionTransaction.Now(),
        });
    }

    /// <summary>FETCH or MOVE.</summary>
    public ResultSet Fetch(ResultSet result, FetchStatement fetch)
    {
        var cursor = Cursors.Find(fetch.Cursor);
        var rows = cursor.Move(fetch.Direction, fetch.Count);
        if (fetch.IsMove)
            return result.Start([], null, Tag("MOVE", rows.Count), -1);
        var buffer = new BufferedRows();
        cursor.CopyTo(rows, buffer);
        return result.Start(cursor.Columns, buffer, Tag("FETCH", rows.Count), -1);
    }

    /// <inheritdoc/>
    public void Dispose() => Cursors.Dispose();

    private static string Tag(string word, int count) => string.Create(CultureInfo.InvariantCulture, $"{word} {count}");
}
