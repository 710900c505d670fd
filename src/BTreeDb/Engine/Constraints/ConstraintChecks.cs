using System.Collections.Immutable;
using BTreeDb.Catalog;
using BTreeDb.Engine.Plans;
using BTreeDb.Engine.Settings;
using BTreeDb.Execution.Constraints;
using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Vectors;
using BTreeDb.Tables;
using BTreeDb.Transactions;
using BTreeDb.Types;

namespace BTreeDb.Engine.Constraints;

/// <summary>
/// Does at the end of a statement, or of a transaction, what its foreign keys ask for: referential actions, which may have
/// further ones, and checks. Actions run under the transaction's snapshot, checks by what is committed now: rows that
/// others have added meanwhile must not be missed.
/// </summary>
internal sealed class ConstraintChecks : IDisposable
{
    private readonly SessionTransaction _transaction;
    private readonly SettingsScope _settings;
    private readonly StatementContext _statement;
    private readonly StatementContext _context;
    private readonly DuplicateSearch _duplicates = new();
    private readonly Dictionary<(ObjectId Key, bool IsDelete, bool IsCheck, bool MayReturn), ReferentialStatement> _statements = [];

    /// <summary>The checks of a session, whose statements run in a context.</summary>
    public ConstraintChecks(SessionTransaction transaction, SettingsScope settings, StatementContext statement)
    {
        (_transaction, _settings, _statement) = (transaction, settings, statement);
        _context = new StatementContext { Constraints = statement.Constraints };
    }

    private ConstraintEvents Events => _statement.Constraints;

    private TableAccess Access => _transaction.Access;

    /// <summary>A statement has written its rows: actions and checks that are not put off.</summary>
    public void EndStatement()
    {
        if (Events.IsEmpty)
            return;
        PrepareContext();
        do
        {
            while (Events.TakeReferenced() is { } keys)
                Work(keys);
            foreach (var row in Events.TakeReferencing())
                CheckOrDefer(row);
            foreach (var duplicate in Events.TakeDuplicates())
                CheckOrDefer(duplicate);
        }
        while (!Events.IsEmpty);
    }

    /// <summary>The checks that were put off are due: all, or those of some constraints.</summary>
    public void RunDeferred(Predicate<ObjectId>? isDue = null)
    {
        var deferred = _transaction.Deferred;
        if (deferred.Checks.IsEmpty)
            return;
        PrepareContext();
        _transaction.Deferred = deferred with
        {
            Checks = isDue is null ? [] : deferred.Checks.RemoveAll(check => isDue(check.Constraint)),
        };
        foreach (var check in deferred.Checks)
        {
            if (isDue is null || isDue(check.Constraint))
                Run(check);
        }
        EndStatement();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        _statements.Clear();
    }

    private Planning.PlannerSettings PlannerSettings => PlanConditions.PlannerSettingsOf(_settings.Current);

    private void PrepareContext()
    {
        _context.Tables = _statement.Tables;
        _context.SpillStorage = _statement.SpillStorage;
        _context.WorkMemoryBytes = _statement.WorkMemoryBytes;
        _context.ForceSpill = _statement.ForceSpill;
        var (from, to) = (_statement.Evaluation, _context.Evaluation);
        to.TimeZone = from.TimeZone;
        to.TransactionTime = from.TransactionTime;
        to.Cancellation = from.Cancellation;
        to.CurrentDatabase = from.CurrentDatabase;
        to.AdvisoryLocks = from.AdvisoryLocks;
    }

    private void Work(ReferencedKeys keys)
    {
        var key = keys.Key;
        if (keys.Action == ForeignKeyAction.NoAction && _transaction.Deferred.Defers(key))
        {
            Defer(keys);
            return;
        }
        var vectors = new ColumnVector[keys.Types.Length];
        for (var i = 0; i < vectors.Length; i++)
            vectors[i] = ColumnVector.Create(keys.Types[i], Math.Min(keys.Count, Batch.DefaultCapacity));
        var batch = new Batch(vectors);
        for (var first = 0; first < keys.Count; first += batch.RowCount)
        {
            batch.RowCount = Math.Min(Batch.DefaultCapacity, keys.Count - first);
            keys.CopyRange(first, batch.RowCount, vectors);
            Work(key, keys.Action, batch, keys.IsDelete);
        }
    }

    private void Work(ForeignKeySchema key, ForeignKeyAction action, Batch batch, bool isDelete)
    {
        if (action is ForeignKeyAction.NoAction or ForeignKeyAction.Restrict)
        {
            if (FindReferenced(key, batch, isDelete, mayReturn: action == ForeignKeyAction.NoAction) is { } violation)
                throw StillReferenced(key, violation);
            return;
        }
        Statement(key, isDelete, isCheck: false).Run(batch, _context);
        var isOutdated = !Access.Transaction.Snapshot.Sees(Volatile.Read(ref Access.Transaction.System.LastCommitted));
        if (action != ForeignKeyAction.SetDefault && !isOutdated)
            return;
        if (FindReferenced(key, batch, isDelete, mayReturn: true) is not { } left)
            return;
        if (action == ForeignKeyAction.SetDefault)
            throw StillReferenced(key, left);
        // Somebody has added a row that the action did not see.
        TransactionErrors.ThrowConcurrentUpdate();
    }

    /// <summary>The first of the keys that rows refer to, as everybody's commits and this transaction have left them.</summary>
    private Datum[]? FindReferenced(ForeignKeySchema key, Batch batch, bool isDelete, bool mayReturn)
    {
        var own = Access.Transaction.UseNewestSnapshot();
        try
        {
            return Statement(key, isDelete, isCheck: true, mayReturn).FindFirst(batch, _context);
        }
        finally
        {
            Access.Transaction.UseSnapshot(own);
        }
    }

    private ReferentialStatement Statement(ForeignKeySchema key, bool isDelete, bool isCheck, bool mayReturn = true)
    {
        var catalog = _transaction.Catalog;
        if (_statements.TryGetValue((key.Id, isDelete, isCheck, mayReturn), out var known))
        {
            if (known.CatalogVersion == catalog.Version && known.RowCountEpoch == catalog.RowCounts.Epoch)
                return known;
            known.Dispose();
        }
        var (table, referenced) = (Find(key.Table), Find(key.ReferencedTable));
        var text = isCheck
            ? ReferentialSql.FindReferenced(key, table, referenced, mayReturn)
            : ReferentialSql.Action(key, table, referenced, isDelete);
        var statement = new ReferentialStatement(
            text, ReferentialSql.RelationOf(key, referenced, isDelete), catalog, PlannerSettings, _context.Evaluation);
        _statements[(key.Id, isDelete, isCheck, mayReturn)] = statement;
        return statement;
    }

    private TableSchema Find(ObjectId table) => _transaction.Catalog.TryGetTable(table, out var found)
        ? found
        : throw CatalogErrors.Corrupt($"table {table.Value} is missing");

    private Diagnostics.EngineException StillReferenced(ForeignKeySchema key, Datum[] values)
    {
        var referenced = Find(key.ReferencedTable);
        return ConstraintErrors.StillReferenced(
            referenced, Find(key.Table), key, TextOf(referenced, key.ReferencedColumns, values));
    }

    private string TextOf(TableSchema table, ImmutableArray<int> ordinals, Datum[] values) =>
        KeyText.Of(table, ordinals, values, Access.TimeZone);

    private void CheckOrDefer(ReferencingRow row)
    {
        if (_transaction.Deferred.Defers(row.Key))
            Add(new DeferredCheck.OfRow(row));
        else
            Check(row.Key, row.RowKey);
    }

    private void CheckOrDefer(PossibleDuplicate duplicate)
    {
        if (_transaction.Deferred.Defers(duplicate.Index))
            Add(new DeferredCheck.OfDuplicate(duplicate));
        else
            Check(duplicate);
    }

    private void Check(PossibleDuplicate duplicate)
    {
        if (!_transaction.Catalog.TryGetTable(duplicate.Table, out var schema))
            return;
        var table = Access.GetTable(schema);
        foreach (var index in table.Indexes)
        {
            if (index.Schema.Id == duplicate.Index.Id && _duplicates.FindsDuplicate(Access, index, duplicate.Key))
            {
                TableErrors.ThrowUniqueViolation(
                    index, table, RowText.OfEncodedKey(schema, index, duplicate.Key, Access.TimeZone));
            }
        }
    }

    private void Defer(ReferencedKeys keys)
    {
        var vectors = new ColumnVector[keys.Types.Length];
        for (var i = 0; i < vectors.Length; i++)
            vectors[i] = ColumnVector.Create(keys.Types[i], 1);
        for (var row = 0; row < keys.Count; row++)
        {
            keys.CopyRange(row, 1, vectors);
            var values = new Datum[keys.Key.ReferencedColumns.Length];
            for (var i = 0; i < values.Length; i++)
                values[i] = vectors[i].GetDatum(0);
            Add(new DeferredCheck.OfReferenced(keys.Key, values));
        }
    }

    private void Add(DeferredCheck check) =>
        _transaction.Deferred = _transaction.Deferred with { Checks = _transaction.Deferred.Checks.Add(check) };

    /// <summary>Does a check that was put off, unless its constraint has been dropped since.</summary>
    private void Run(DeferredCheck check)
    {
        switch (check)
        {
            case DeferredCheck.OfRow { Row: var row } when Exists(row.Key):
                Check(row.Key, row.RowKey);
                break;
            case DeferredCheck.OfReferenced gone when Exists(gone.Key):
                CheckReferenced(gone.Key, gone.Values);
                break;
            case DeferredCheck.OfDuplicate { Duplicate: var duplicate }:
                Check(duplicate);
                break;
        }
    }

    private bool Exists(ForeignKeySchema key) =>
        _transaction.Catalog.TryGetTable(key.Table, out var table) && table.ForeignKeys.Contains(key);

    private void CheckReferenced(ForeignKeySchema key, Datum[] values)
    {
        var types = ReferencedKeys.TypesOf(key, Find(key.ReferencedTable), isDelete: true);
        var vectors = new ColumnVector[values.Length];
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] = ColumnVector.Create(types[i], 1);
            vectors[i].SetDatum(0, values[i]);
        }
        Work(key, ForeignKeyAction.NoAction, new Batch(vectors) { RowCount = 1 }, isDelete: true);
    }

    private void Check(ForeignKeySchema key, byte[] rowKey)
    {
        var table = Access.GetTable(Find(key.Table));
        var referenced = Access.GetTable(Find(key.ReferencedTable));
        using var check = new ReferencingRowCheck(key, table, referenced);
        check.Check(Access, rowKey, _context.Evaluation);
    }
}
