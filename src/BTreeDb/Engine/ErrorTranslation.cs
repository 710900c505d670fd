using BTreeDb.Diagnostics;
using Microsoft.Extensions.Logging;

namespace BTreeDb.Engine;

/// <summary>The boundary at which whatever ended a statement becomes an error with an SQLSTATE.</summary>
internal static class ErrorTranslation
{
    /// <summary>The error that a statement ends with.</summary>
    public static EngineException Translate(Exception failure, StatementCancellation cancellation, ILogger logger)
    {
        var error = failure switch
        {
            EngineException { SqlState: SqlState.QueryCanceled } => cancellation.MakeError(failure),
            EngineException known => known,
            OperationCanceledException => cancellation.MakeError(failure),
            InsufficientExecutionStackException => SessionErrors.TooComplex(failure),
            OutOfMemoryException => SessionErrors.OutOfMemory(failure),
            _ => SessionErrors.Internal(failure),
        };
        if (error.SqlState == SqlState.InternalError)
            logger.InternalError(failure);
        else
            logger.StatementFailed(error.SqlState, error.Message);
        return error;
    }
}
