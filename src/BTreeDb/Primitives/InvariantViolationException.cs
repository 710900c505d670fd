namespace BTreeDb.Primitives;

/// <summary>An invariant did not hold: a defect in BTreeDb itself. Reaches users as SQLSTATE XX000.</summary>
internal sealed class InvariantViolationException(string invariant, string? condition)
    : Exception($"invariant {invariant} does not hold: {condition}")
{
    /// <summary>The invariant's name as in the folder's README, such as <c>B3</c>.</summary>
    public string Invariant { get; } = invariant;
}
