using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Binding.Statements;

/// <summary>ON CONFLICT: what becomes of a row whose key in one of the arbiters exists already.</summary>
/// <param name="Arbiters">
/// The unique indexes that decide. The planner drops those whose condition <paramref name="TargetWhere"/> does not imply.
/// </param>
/// <param name="TargetWhere">The condition of the target, or null.</param>
/// <param name="IsInferred">Whether the target lists columns: then at least one arbiter must remain.</param>
/// <param name="Update">DO UPDATE; null for DO NOTHING.</param>
internal sealed record BoundOnConflict(
    ImmutableArray<BoundArbiter> Arbiters, BoundExpression? TargetWhere, bool IsInferred, BoundConflictUpdate? Update);
