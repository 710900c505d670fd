using System.Collections.Immutable;
using BTreeDb.Binding;

namespace BTreeDb.Planning.Physical;

/// <summary>Rows that the operator above hands in, a batch at a time.</summary>
/// <param name="Columns">See the base.</param>
/// <param name="IsSingleRow">Whether a batch has one row.</param>
/// <param name="Estimate">See the base.</param>
internal sealed record RowInputPlan(ImmutableArray<BoundColumnDefinition> Columns, bool IsSingleRow, PlanEstimate Estimate)
    : PhysicalPlan(Columns, Estimate);
