using BTreeDb.Diagnostics;

namespace BTreeDb.Engine;

/// <summary>Errors of sessions and transaction blocks.</summary>
internal static class SessionErrors
{
    /// <summary>SET CONSTRAINTS names a constraint that nothing has.</summary>
    public static EngineException ConstraintMissing(string name) =>
        new(SqlState.UndefinedObject, $"constraint \"{name}\" does not exist");

    /// <summary>SET CONSTRAINTS names a constraint that is always checked at once.</summary>
    public static EngineException NotDeferrable(string name) =>
        new(SqlState.WrongObjectType, $"constraint \"{name}\" is not deferrable");

    public static EngineException CanceledByUser(Exception cause) =>
        new(SqlState.QueryCanceled, "canceling statement due to user request", cause);

    public static EngineException CanceledByTimeout(Exception cause) =>
        new(SqlState.QueryCanceled, "canceling statement due to statement timeout", cause);

    public static EngineException TransactionFailed() =>
        new(SqlState.InFailedSqlTransaction,
            "current transaction is aborted, commands ignored until end of transaction block");

    public static EngineException NotSupported(string feature, int position = -1) =>
        new(SqlState.FeatureNotSupported, $"{feature} is not supported") { Position = position };

    public static EngineException UnknownBackupOption(string name, int position) =>
        new(SqlState.SyntaxError, $"unrecognized BACKUP DATABASE option \"{name}\"") { Position = position };

    public static EngineException UnknownExplainOption(string name, int position) =>
        new(SqlState.SyntaxError, $"unrecognized EXPLAIN option \"{name}\"") { Position = position };

    public static EngineException UnknownExplainFormat(string format, int position) =>
        new(SqlState.InvalidParameterValue, $"unrecognized value for EXPLAIN option \"format\": \"{format}\"")
        {
            Position = position,
        };

    public static EngineException ExplainNeedsAnalyze(string option) =>
        new(SqlState.InvalidParameterValue, $"EXPLAIN option {option} requires ANALYZE");

    public static EngineException OptionIsNoBoolean(string name, int position) =>
        new(SqlState.SyntaxError, $"{name} requires a Boolean value") { Position = position };

    public static EngineException TransactionActive() =>
        new(SqlState.ActiveSqlTransaction, "there is already a transaction in progress");

    public static EngineException IsolationTooLate() =>
        new(SqlState.ActiveSqlTransaction, "SET TRANSACTION ISOLATION LEVEL must be called before any query");

    public static EngineException ReadWriteTooLate() =>
        new(SqlState.ActiveSqlTransaction, "transaction read-write mode must be set before any query");

    public static EngineException IsolationInSubtransaction() =>
        new(SqlState.ActiveSqlTransaction, "SET TRANSACTION ISOLATION LEVEL must not be called in a subtransaction");

    public static EngineException ReadWriteInSubtransaction() =>
        new(SqlState.ActiveSqlTransaction, "cannot set transaction read-write mode inside a read-only transaction");

    public static EngineException DeferrableTooLate() =>
        new(SqlState.ActiveSqlTransaction, "SET TRANSACTION [NOT] DEFERRABLE must be called before any query");

    public static EngineException DeferrableInSubtransaction() =>
        new(SqlState.ActiveSqlTransaction, "SET TRANSACTION [NOT] DEFERRABLE cannot be called within a subtransaction");

    public static EngineException IdleTimeout() =>
        new(SqlState.IdleInTransactionSessionTimeout, "terminating connection due to idle-in-transaction timeout")
        {
            Detail = "The transaction was rolled back; the session goes on.",
        };

    public static EngineException SavepointMissing(string name) =>
        new(SqlState.InvalidSavepointSpecification, $"savepoint \"{name}\" does not exist");

    public static EngineException OnlyInTransaction(string statement) =>
        new(SqlState.NoActiveSqlTransaction, $"{statement} can only be used in transaction blocks");

    public static EngineException NotInTransaction(string statement) =>
        new(SqlState.ActiveSqlTransaction, $"{statement} cannot run inside a transaction block");

    public static EngineException ChangeInStableFunction(string command) =>
        new(SqlState.FeatureNotSupported, $"{command} is not allowed in a non-volatile function");

    public static EngineException ReadOnlyTransaction(string statement) =>
        new(SqlState.ReadOnlySqlTransaction, $"cannot execute {statement} in a read-only transaction");

    public static EngineException ParameterMissing(int ordinal) =>
        new(SqlState.UndefinedParameter, $"there is no parameter ${ordinal + 1}");

    public static EngineException TooManyParameters(int limit) =>
        new(SqlState.ProgramLimitExceeded, $"statements can have at most {limit} parameters");

    public static EngineException OutOfMemory(Exception cause) =>
        new(SqlState.OutOfMemory, "out of memory", cause);

    public static EngineException TooComplex(Exception cause) =>
        new(SqlState.StatementTooComplex, "stack depth limit exceeded", cause)
        {
            Hint = "The statement is nested too deeply.",
        };

    public static EngineException Internal(Exception cause) =>
        new(SqlState.InternalError, $"internal error: {cause.Message}", cause);

    public static Notice AlreadyInTransaction() =>
        new("WARNING", SqlState.ActiveSqlTransaction, "there is already a transaction in progress");

    public static Notice NoTransaction() =>
        new("WARNING", SqlState.NoActiveSqlTransaction, "there is no transaction in progress");

    public static Notice OnlyEffectiveInTransaction(string statement) =>
        new("WARNING", SqlState.NoActiveSqlTransaction, $"{statement} can only be used in transaction blocks");

    public static Notice AdvisoryLockNotHeld(bool isShared) => new(
        "WARNING", SqlState.Warning, $"you don't own a lock of type {(isShared ? "ShareLock" : "ExclusiveLock")}");

    public static Notice LoggedAll(string relation, string kind = "table") => new(
        "WARNING", SqlState.Warning, $"{kind} \"{relation}\" is logged as every other: UNLOGGED has no effect");

    public static Notice Skipped(string message) => new("NOTICE", SqlState.SuccessfulCompletion, message);
}
