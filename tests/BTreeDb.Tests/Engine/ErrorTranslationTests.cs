using BTreeDb.Diagnostics;
using BTreeDb.Engine;
using Microsoft.Extensions.Logging.Abstractions;

namespace BTreeDb.Tests.Engine;

public sealed class ErrorTranslationTests
{
    [Fact]
    public void Unexpected_exception_becomes_an_internal_error_with_the_original_inside()
    {
        var original = new InvalidCastException("oops");
        var error = Translate(original);
        error.SqlState.ShouldBe(SqlState.InternalError);
        error.InnerException.ShouldBeSameAs(original);
    }

    [Fact]
    public void Exhausted_resources_have_their_codes()
    {
        Translate(new OutOfMemoryException()).SqlState.ShouldBe(SqlState.OutOfMemory);
        Translate(new InsufficientExecutionStackException()).SqlState.ShouldBe(SqlState.StatementTooComplex);
        Translate(new OperationCanceledException()).SqlState.ShouldBe(SqlState.QueryCanceled);
    }

    [Fact]
    public void Engine_error_stays_as_it_is()
    {
        var error = new EngineException(SqlState.DivisionByZero, "division by zero");
        Translate(error).ShouldBeSameAs(error);
    }

    private static EngineException Translate(Exception failure)
    {
        using var cancellation = new StatementCancellation();
        return ErrorTranslation.Translate(failure, cancellation, NullLogger.Instance);
    }
}
