using System.Globalization;
using BTreeDb.Diagnostics;
using BTreeDb.Engine;
using BTreeDb.Types;

namespace BTreeDb.Simulation.Histories;

/// <summary>
/// A session of a history: does random transactions, a statement at each step, and writes down what it reads and writes.
/// </summary>
internal sealed class HistoryClient : IDisposable
{
    private const int OperationsMax = 7;

    private readonly HistoryOptions _options;
    private readonly HistoryProgress _progress;
    private readonly Random _random;
    private readonly HistorySql _sql;
    private HistoryTransaction? _transaction;
    private int _left;
    private bool _isReadOnly;
    private int _savepoint = -1;

    public HistoryClient(Session session, HistoryOptions options, HistoryProgress progress, int number)
    {
        (_options, _progress) = (options, progress);
        _random = new Random((options.Seed * 1000) + number);
        _sql = new HistorySql(session);
        _sql.Run($"SET default_transaction_isolation = '{options.Level}'");
        _sql.Run(string.Create(CultureInfo.InvariantCulture, $"SET max_pred_locks_per_relation = {options.PredicateLocksMax}"));
    }

    /// <summary>The transactions that have ended.</summary>
    public List<HistoryTransaction> Done { get; } = [];

    /// <summary>Whether no transaction is open, and none is to be begun.</summary>
    public bool IsDone => _transaction is null && _progress.IsOver;

    /// <summary>Runs one statement.</summary>
    public void Step()
    {
        try
        {
            if (_transaction is null)
                Begin();
            else if (_left-- > 0)
                Operate(_transaction);
            else
                Commit(_transaction);
        }
        catch (EngineException error) when (error.SqlState is SqlState.SerializationFailure
            or SqlState.DeadlockDetected or SqlState.UniqueViolation)
        {
            Abort(_transaction!);
        }
    }

    public void Dispose() => _sql.Dispose();

    private void Begin()
    {
        var transaction = _transaction = new HistoryTransaction(_progress.Next());
        _savepoint = -1;
        _isReadOnly = _random.Next(8) == 0;
        if (_random.Next(6) == 0)
        {
            // Outside a block: repeated inside until it succeeds.
            _isReadOnly = false;
            _left = 0;
            Operate(transaction);
            End(transaction, isCommitted: true);
            return;
        }

        _left = 1 + _random.Next(OperationsMax);
        var deferrable = _options.IsThreaded && _random.Next(4) == 0 ? ", DEFERRABLE" : "";
        _sql.Run(_isReadOnly ? $"BEGIN READ ONLY{deferrable}" : "BEGIN");
    }

    private void Commit(HistoryTransaction transaction)
    {
        if (_random.Next(12) == 0)
        {
            Abort(transaction);
            return;
        }

        _sql.Run("COMMIT");
        End(transaction, isCommitted: true);
    }

    private void Abort(HistoryTransaction transaction)
    {
        _sql.Run("ROLLBACK");
        End(transaction, isCommitted: false);
    }

    private void End(HistoryTransaction transaction, bool isCommitted)
    {
        transaction.IsCommitted = isCommitted;
        Done.Add(transaction);
        _transaction = null;
    }

    private void Operate(HistoryTransaction transaction)
    {
        var choice = _isReadOnly ? _random.Next(45) : _random.Next(100);
        var order = transaction.Operations++;
        switch (choice)
        {
            case < 18:
                transaction.Reads.Add(_sql.ReadList(SomeList(), order));
                break;
            case < 26:
                transaction.Reads.AddRange(_sql.ReadKind(_random.Next(HistoryObject.Kinds), order));
                break;
            case < 32:
                transaction.Reads.AddRange(ReadRange(order));
                break;
            case < 34:
                transaction.Reads.AddRange(_sql.ReadRange(0, int.MaxValue, order));
                break;
            case < 45:
                transaction.Reads.Add(_sql.ReadRegister(HistoryObject.Register(_random.Next(HistoryObject.RegisterCount)), order));
                break;
            case < 70:
                Append(transaction, order);
                break;
            case < 80:
                Add(transaction, _sql.WriteRegister(
                    HistoryObject.Register(_random.Next(HistoryObject.RegisterCount)), Element(transaction, order), order));
                break;
            case < 87:
                Add(transaction, _sql.Insert(SomeNew(), Element(transaction, order), order));
                break;
            case < 91:
                Add(transaction, _sql.Delete(SomeVictim(), Element(transaction, order), order));
                break;
            default:
                UseSavepoint(transaction, order);
                break;
        }
    }

    private void Append(HistoryTransaction transaction, int order)
    {
        var key = SomeList();
        var write = _sql.Append(key, Element(transaction, order), order);
        if (write is not null)
            transaction.Writes.Add(write);
        else
            transaction.Reads.Add(new HistoryRead(key, null, 0, 0, IsPredicate: false, order));
    }

    private static void Add(HistoryTransaction transaction, HistoryWrite? write)
    {
        if (write is not null)
            transaction.Writes.Add(write);
    }

    /// <summary>Sets a savepoint, or returns to the one that there is; outside of a block, does nothing.</summary>
    private void UseSavepoint(HistoryTransaction transaction, int order)
    {
        if (_left <= 0)
            return;
        if (_savepoint < 0)
        {
            _sql.Run("SAVEPOINT s");
            _savepoint = order;
            return;
        }

        _sql.Run("ROLLBACK TO s");
        _progress.NoteTakenBack();
        foreach (var write in transaction.Writes)
        {
            if (write.Order > _savepoint)
                write.UndoneAt ??= order;
        }
    }

    private List<HistoryRead> ReadRange(int order)
    {
        var from = SomeList();
        return _sql.ReadRange(from, from + (HistoryObject.Step * _random.Next(1, 6)), order);
    }

    private int SomeList() => _random.Next(10) switch
    {
        < 7 => HistoryObject.Hot(_random.Next(HistoryObject.HotCount)),
        < 8 => SomeVictim(),
        _ => SomeNew(),
    };

    /// <summary>As the history goes on, one new list after the other is of interest to all sessions.</summary>
    private int SomeNew() => HistoryObject.New(_progress.Around(HistoryObject.NewCount, _random.Next(5)));

    private int SomeVictim() => HistoryObject.Victim(_progress.Around(HistoryObject.VictimCount, _random.Next(3)));

    private static int Element(HistoryTransaction transaction, int order) => (transaction.Number * 16) + order + 1;
}
