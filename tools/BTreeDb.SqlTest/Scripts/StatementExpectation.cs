namespace BTreeDb.SqlTest.Scripts;

/// <summary>What a statement must end with.</summary>
/// <param name="Kind">Success, a number of rows, or an error.</param>
/// <param name="Count">The rows that must be affected, for <see cref="StatementExpectationKind.Count"/>.</param>
/// <param name="Error">Which errors are expected, for <see cref="StatementExpectationKind.Error"/>.</param>
internal sealed record StatementExpectation(
    StatementExpectationKind Kind, long Count = 0, ErrorPattern? Error = null)
{
    /// <summary>Success, whatever the rows.</summary>
    public static StatementExpectation Ok { get; } = new(StatementExpectationKind.Ok);
}
