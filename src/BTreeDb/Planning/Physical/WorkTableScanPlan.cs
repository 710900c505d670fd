using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Queries;

namespace BTreeDb.Planning.Physical;

/// <summary>Reads what the round before of a recursion has yielded.</summary>
internal sealed record WorkTableScanPlan(
    WorkTableId Work, string Alias, ImmutableArray<BoundColumnDefinition> Columns, PlanEstimate Estimate)
    : PhysicalPlan(Columns, Estimate);
