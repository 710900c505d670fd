using BTreeDb.Binding;

namespace BTreeDb.Planning.Logical;

/// <summary>
/// An uncorrelated subquery, evaluated once before the statement's own plan. Its result is a column that no operator
/// produces, so that expressions everywhere in the statement see it as an outer reference.
/// </summary>
/// <param name="Output">The column that holds the result.</param>
/// <param name="Kind"><see cref="ApplyKind.Scalar"/> or <see cref="ApplyKind.Exists"/>.</param>
/// <param name="Query">The subquery.</param>
internal sealed record InitialPlan(BoundColumnDefinition Output, ApplyKind Kind, LogicalOperator Query)
{
    /// <summary>Whether it must run before the statement writes anything; else it runs when its value is asked for.</summary>
    public bool IsEager { get; init; }
}
