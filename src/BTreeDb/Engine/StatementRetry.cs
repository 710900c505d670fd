using BTreeDb.Diagnostics;
using IsolationLevel = BTreeDb.Transactions.IsolationLevel;

namespace BTreeDb.Engine;

/// <summary>
/// Whether, and how, a statement that met a concurrent change can run again without the user noticing: outside a block
/// from the beginning of its transaction; in a read committed block from the mark where it began.
/// </summary>
internal readonly struct StatementRetry
{
    private readonly SessionTransaction _transaction;
    private readonly TransactionMark _mark;
    private readonly bool _hasMark;

    private StatementRetry(SessionTransaction transaction, in TransactionMark mark, bool hasMark)
    {
        _transaction = transaction;
        _mark = mark;
        _hasMark = hasMark;
    }

    /// <summary>Remembers where a statement begins.</summary>
    public static StatementRetry Begin(SessionTransaction transaction)
    {
        var hasMark = transaction is { IsBlock: true, Isolation: IsolationLevel.ReadCommitted };
        return new(transaction, hasMark ? transaction.Mark() : default, hasMark);
    }

    /// <summary>Whether the statement can run again after an error.</summary>
    public bool IsPossibleAfter(EngineException failure) => failure.SqlState switch
    {
        SqlState.SerializationFailure => !_transaction.IsBlock || _hasMark,
        SqlState.DeadlockDetected => !_transaction.IsBlock,
        _ => false,
    };

    /// <summary>Takes back what the statement has done.</summary>
    public void TakeBack()
    {
        if (_hasMark)
            _transaction.TakeBack(_mark);
        else
            _transaction.Rollback();
    }
}
