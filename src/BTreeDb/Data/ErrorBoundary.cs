using BTreeDb.Diagnostics;

namespace BTreeDb.Data;

/// <summary>
/// Where the engine's errors become the user's. Nothing but <see cref="BTreeDbException"/> and the exceptions that ADO.NET
/// prescribes for misuse leaves the provider; the unexpected becomes XX000 and keeps the original inside.
/// </summary>
internal static class ErrorBoundary
{
    /// <summary>Whether an exception of the engine has to be translated.</summary>
    public static bool IsForeign(Exception error) => error is not (BTreeDbException or OperationCanceledException);

    /// <summary>Makes the user's exception.</summary>
    public static BTreeDbException Translate(Exception error) => error switch
    {
        EngineException known => new(known),
        OutOfMemoryException => new("out of memory", SqlState.OutOfMemory, error),
        InsufficientExecutionStackException => new("stack depth limit exceeded", SqlState.StatementTooComplex, error),
        IOException => new($"I/O error: {error.Message}", SqlState.IoError, error),
        _ => new($"internal error: {error.Message}", SqlState.InternalError, error),
    };

    /// <summary>As <see cref="Translate(Exception)"/>; names the time limit where it was what ended the statement.</summary>
    public static BTreeDbException Translate(Exception error, bool timedOut) =>
        timedOut && error is EngineException { SqlState: SqlState.QueryCanceled }
            ? ProviderErrors.StatementTimeout(error)
            : Translate(error);
}
