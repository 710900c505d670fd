using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// The rows of a common table: computed once for an execution, and only as far as a reference has asked for them. A change
/// runs to its end when it is asked first, and its rows count as those of the statement only where it is the statement's own.
/// </summary>
/// <param name="types">The columns' types.</param>
/// <param name="isChange">Whether it changes rows.</param>
/// <param name="isEager">Whether it, or the input of the change, is read before the statement writes anything.</param>
/// <param name="countsRows">Whether the rows that it changes count as those of the statement.</param>
internal sealed class CommonTableRows(SqlType[] types, bool isChange, bool isEager, bool countsRows) : IDisposable
{
    private readonly RowBlocks _rows = new(types);
    private StatementContext _context = null!;
    private bool _isOpen;
    private bool _isComplete;

    /// <summary>What computes the rows; set once, when the operators of all common tables are built.</summary>
    public Operator Source { get; set; } = null!;

    /// <summary>The columns' types.</summary>
    public SqlType[] Types => types;

    /// <summary>Starts an execution.</summary>
    public void Reset(StatementContext context)
    {
        Close();
        _context = context;
        _isComplete = false;
    }

    /// <summary>Reads what has to be read before the statement writes anything.</summary>
    public void ReadFirst()
    {
        if (!isEager)
            return;
        if (!isChange)
        {
            RunToEnd();
            return;
        }

        Open();
        Source.ReadAhead();
    }

    /// <summary>Runs a change to its end that nobody has asked for.</summary>
    public void Complete()
    {
        if (isChange)
            RunToEnd();
    }

    /// <summary>The block that a row is in, after computing it if need be; null behind the last row.</summary>
    public Batch? Find(int row)
    {
        while (row >= _rows.Count)
        {
            if (_isComplete || !Compute())
                return null;
            if (isChange)
                RunToEnd();
        }

        return _rows.Block(row >> RowBlocks.BlockShift);
    }

    /// <summary>Ends an execution.</summary>
    public void Close()
    {
        if (_isOpen)
            Source.Close();
        _isOpen = false;
        _rows.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
        Source.Dispose();
    }

    private void RunToEnd()
    {
        while (!_isComplete && Compute())
        {
        }
    }

    private void Open()
    {
        if (_isOpen)
            return;
        _isOpen = true;
        Source.Open(_context);
    }

    private bool Compute()
    {
        _context.CheckCancellation();
        Open();
        var affected = _context.RowsAffected;
        var next = Source.Next();
        if (!countsRows)
            _context.RowsAffected = affected;
        if (next is not { } batch)
        {
            _isComplete = true;
            _isOpen = false;
            Source.Close();
            return false;
        }

        _rows.Append(batch.Columns, RowList.Of(batch), _context);
        return true;
    }
}
