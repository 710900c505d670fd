using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// The rows of a common table: computed once for an execution, and only as far as a reference has asked for them.
/// </summary>
internal sealed class CommonTableRows(SqlType[] types) : IDisposable
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

    /// <summary>The block that a row is in, after computing it if need be; null behind the last row.</summary>
    public Batch? Find(int row)
    {
        while (row >= _rows.Count)
        {
            if (_isComplete || !Compute())
                return null;
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

    private bool Compute()
    {
        _context.CheckCancellation();
        if (!_isOpen)
        {
            _isOpen = true;
            Source.Open(_context);
        }

        if (Source.Next() is not { } batch)
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
