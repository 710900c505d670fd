using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>
/// What expressions depend on besides their rows: one per execution of a statement and per thread, filled by the engine
/// and kept for the next execution.
/// </summary>
internal sealed class EvaluationContext
{
    /// <summary>The statement's parameters by ordinal, in the types that binding gave them.</summary>
    public Datum[] Parameters { get; set; } = [];

    /// <summary>
    /// Values of the enclosing query's current row, by the slots that the compiler was given for outer columns; set by
    /// the operator that evaluates the inner side again for each outer row.
    /// </summary>
    public Datum[] OuterValues { get; set; } = [];

    /// <summary>By the same slots: what computes a value that has not been asked for yet.</summary>
    public IPendingValue?[] PendingValues { get; set; } = [];

    /// <summary>The session's zone.</summary>
    public SessionTimeZone TimeZone { get; set; } = SessionTimeZone.Utc;

    /// <summary>The transaction's start in microseconds since 2000-01-01 UTC: <c>now()</c>.</summary>
    public long TransactionTime { get; set; }

    /// <summary>When the statement came, in microseconds since 2000-01-01 UTC.</summary>
    public long StatementTime { get; set; }

    /// <summary>The clock: <c>clock_timestamp()</c> in microseconds since 2000-01-01 UTC.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>The source of <c>random()</c> and <c>gen_random_uuid()</c>.</summary>
    public Random Random { get; set; } = new SeededRandom();

    /// <summary>What <c>current_database()</c> says.</summary>
    public string CurrentDatabase { get; set; } = "btreedb";

    /// <summary>What <c>current_schema()</c> says.</summary>
    public string? CurrentSchema { get; set; } = "public";

    /// <summary>What <c>current_user</c> says.</summary>
    public string CurrentUser { get; set; } = "btreedb";

    /// <summary>The session's advisory locks; null where there is no session.</summary>
    public IAdvisoryLocks? AdvisoryLocks { get; set; }

    /// <summary>The database's sequences; null where there is no session.</summary>
    public ISequences? Sequences { get; set; }

    /// <summary>Functions about the catalog and the session; null where there is no session.</summary>
    public ISystemFunctions? SystemFunctions { get; set; }

    /// <summary>Runs functions whose bodies are statements; null where there is no session.</summary>
    public IRoutines? Routines { get; set; }

    /// <summary>Cancels the statement; long-running functions ask it.</summary>
    public CancellationToken Cancellation { get; set; }

    /// <summary>The same values for another thread.</summary>
    public EvaluationContext ForWorker() => (EvaluationContext)MemberwiseClone();

    /// <summary>Takes over what may have changed in the session since this was made from its context.</summary>
    public void TakeSession(EvaluationContext session)
    {
        TimeZone = session.TimeZone;
        TransactionTime = session.TransactionTime;
        StatementTime = session.StatementTime;
        CurrentSchema = session.CurrentSchema;
        Random = session.Random;
        Cancellation = session.Cancellation;
    }

    /// <summary>The context of text conversions.</summary>
    public ConversionContext Conversion(bool isExplicit) => 
        new(TimeZone, TransactionTime, isExplicit) { Names = SystemFunctions };
}
