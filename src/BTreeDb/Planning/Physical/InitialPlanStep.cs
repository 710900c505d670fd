using BTreeDb.Binding;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Physical;

/// <summary>An uncorrelated subquery to run before the statement's plan.</summary>
/// <param name="Output">The column whose outer slot receives the result.</param>
/// <param name="Kind"><see cref="ApplyKind.Scalar"/> or <see cref="ApplyKind.Exists"/>.</param>
/// <param name="Plan">The subquery.</param>
/// <param name="IsEager">Whether it must run before the statement writes anything.</param>
internal sealed record InitialPlanStep(
    BoundColumnDefinition Output, ApplyKind Kind, PhysicalPlan Plan, bool IsEager);
