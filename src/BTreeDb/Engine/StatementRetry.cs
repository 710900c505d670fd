using BTreeDb.Diagnostics;
using IsolationLevel = BTreeDb.Transactions.IsolationLevel;

namespace BTreeDb.Engine;

/// <summary>
/// Whether, and how, a statement that met a concurrent change can run again without the user noticing: outside a block
/// from the beginning of its transaction; in a read committed block from the mark where it began.
/// </summary>
internal struct StatementRetry(SessionTransaction transaction)
{
    private readonly SessionTransaction _transaction = transaction;
    private TransactionMark _mark;
    private bool _hasMark;

    /// <summary>Remembers where a statement begins.</summary>
    public static StatementRetry Begin(SessionTransaction transaction)
    {
        var retry = new StatementRetry(transaction);
        retry.Mark();
        return retry;
    }

    /// <summary>
    /// Remembers where a statement begins that may write or lock, for that costs something; one that only reads meets no
    /// conflict under read committed.
    /// </summary>
    public void Mark()
    {
        _hasMark = _transaction is { IsBlock: true, Isolation: IsolationLevel.ReadCommitted };
        if (_hasMark)
            _transaction.Mark(out _mark);
    }

    /// <summary>Whether the statement can run again after an error.</summary>
    public readonly bool IsPossibleAfter(EngineException failure) => failure.SqlState switch
    {
        SqlState.SerializationFailure => !_transaction.IsBlock || _hasMark,
        SqlState.DeadlockDetected => !_transaction.IsBlock,
        _ => false,
    };

    /// <summary>Takes back what the statement has done.</summary>
    public readonly void TakeBack()
    {
        if (_hasMark)
            _transaction.TakeBack(_mark);
        else
            _transaction.Rollback();
    }
}
