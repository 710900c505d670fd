using System.Collections.Immutable;
using System.Globalization;
using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Vectors;

namespace BTreeDb.Engine;

/// <summary>
/// What a statement yields: rows in batches, or only a tag and a count. A query outside a transaction block holds its
/// snapshot until the result is exhausted or closed. Reused by the session for the next execution of the same statement,
/// so nobody keeps it beyond <see cref="Close"/>.
/// </summary>
internal sealed class ResultSet : IDisposable
{
    private readonly Session _session;
    private IBatchSource? _source;
    private string _tag = "";
    private long _rows;

    internal ResultSet(Session session) => _session = session;

    /// <summary>The columns; empty for a statement that yields no rows.</summary>
    public ImmutableArray<ResultColumn> Columns { get; private set; } = [];

    /// <summary>Rows inserted, updated or deleted; -1 for queries and everything else.</summary>
    public long RowsAffected { get; private set; } = -1;

    /// <summary>
    /// PostgreSQL's command tag: <c>INSERT 0 3</c>, <c>CREATE TABLE</c>; for a query <c>SELECT n</c> once it is exhausted.
    /// </summary>
    public string CommandTag => _tag switch
    {
        "INSERT" => string.Create(CultureInfo.InvariantCulture, $"INSERT 0 {RowsAffected}"),
        "UPDATE" or "DELETE" or "MERGE" => string.Create(CultureInfo.InvariantCulture, $"{_tag} {RowsAffected}"),
        "SELECT" => string.Create(CultureInfo.InvariantCulture, $"SELECT {_rows}"),
        _ => _tag,
    };

    /// <summary>Whether a running query stands behind it: then the session has to hear of its end.</summary>
    internal bool IsQuery { get; private set; }

    /// <summary>Whether rows may still come.</summary>
    internal bool IsOpen => _source is not null;

    /// <summary>The next rows, valid until the next call; null at the end.</summary>
    public Batch? NextBatch()
    {
        if (_source is null)
            return null;
        var batch = IsQuery ? _session.FetchNext(this, _source) : _source.Next();
        if (batch is not null)
            _rows += batch.Count;
        else
            _source = null;
        return batch;
    }

    /// <summary>Ends the statement; safe to repeat.</summary>
    public void Close()
    {
        if (_source is null)
            return;
        _source = null;
        if (IsQuery)
            _session.EndQuery(this);
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    /// <summary>Starts the result of a query that is running.</summary>
    internal ResultSet StartQuery(ImmutableArray<ResultColumn> columns, IBatchSource source)
    {
        Start(columns, source, "SELECT", -1);
        IsQuery = true;
        return this;
    }

    /// <summary>Starts the result of a statement that is done.</summary>
    internal ResultSet Start(ImmutableArray<ResultColumn> columns, IBatchSource? source, string tag, long rowsAffected)
    {
        Columns = columns;
        RowsAffected = rowsAffected;
        IsQuery = false;
        _source = source;
        _tag = tag;
        _rows = 0;
        return this;
    }

    /// <summary>Forgets the source after an error.</summary>
    internal void Abandon() => _source = null;
}
